"""The decisions about support: who may be marked, which days a series has, what was earned."""
