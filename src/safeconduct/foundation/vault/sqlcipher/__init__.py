"""Django's database backend for SQLCipher: name this package in ENGINE."""
