package io.github.fleetboot.ordinary;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the role beans need: it brings up the pool and the entity manager.
 */
@Service
class Visits {

	private final VisitRepository repository;

	Visits(VisitRepository repository) {
		this.repository = repository;
	}

	@Transactional
	public long add(String place) {
		this.repository.save(new Visit(place));
		return this.repository.countByPlace(place);
	}

}
