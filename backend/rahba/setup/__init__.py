"""Opening a souk on an empty server: the console's code, what the law asks for, the first coach."""
