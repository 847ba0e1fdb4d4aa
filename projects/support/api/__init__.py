"""What a partner's program reads and sends of support: services, sessions, people, marks, results."""
