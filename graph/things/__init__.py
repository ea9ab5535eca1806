"""Things: what they are called, which are the same, what names them, what follows from statements about them."""
