package io.github.fleetboot.ordinary;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * A row in the database.
 */
@Entity
class Visit {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String place;

	protected Visit() {
	}

	Visit(String place) {
		this.place = place;
	}

}
