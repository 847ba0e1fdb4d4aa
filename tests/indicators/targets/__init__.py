"""Tests of targets: what adds up, which version holds, how levels compare."""
