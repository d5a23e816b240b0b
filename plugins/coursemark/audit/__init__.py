"""What an inspector is handed: a zip of everything a period's training rests on."""
