"""Text with positions: YAML, directives, questions taken apart, Markdown. Only this floor imports Python-Markdown."""
