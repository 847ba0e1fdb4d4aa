"""Rules of documents, without a database."""
