"""What a student brings: read from whatever form it has, its arrays named and turned, with the digits given."""
