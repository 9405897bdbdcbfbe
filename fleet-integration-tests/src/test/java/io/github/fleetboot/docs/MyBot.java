package io.github.fleetboot.docs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

// tag::application[]
@SpringBootApplication
public class MyBot {

	public static void main(String[] args) {
		SpringApplication.run(MyBot.class, args);
	}

}
// end::application[]
