"""Press notes in words, made from published figures alone: grammar, names of places, sentences."""
