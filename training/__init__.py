"""What the line classifier is trained on, and the script that trains it. No part of the installed package."""
