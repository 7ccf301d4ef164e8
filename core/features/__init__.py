"""What the features of classes and subclasses do in a fight, as trees that the engine plays."""
