"""What the group does: one function a use case, one transaction each."""
