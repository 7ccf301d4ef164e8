"""What happens when somebody writes, edits, deletes, reacts or pins: the world changes and the bus is told."""
