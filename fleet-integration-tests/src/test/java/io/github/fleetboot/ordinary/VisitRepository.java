package io.github.fleetboot.ordinary;

import org.springframework.data.jpa.repository.JpaRepository;

interface VisitRepository extends JpaRepository<Visit, Long> {

	long countByPlace(String place);

}
