"""What Moodle's own question bank is told of a course: its questions, their scores, and files."""
