"""Items: what they are, how their variants are drawn, how answers are graded and how flaws are found."""
