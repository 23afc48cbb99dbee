"""Postings of nobody's, to be read in tests."""

POSTING = """Tea Taster (m/f/d)
Harbour Leaf Company

About us
We buy, blend and sell tea in three ports, and we have done so for ninety years.

Your tasks
- You design experiments that compare two blends and analyse their results.
- You write Python programs that sort the day's samples.

What you bring
• A degree in statistics or a related field
• Experience with statistical inference and A/B testing
• Knowledge of machine learning is a plus

What we offer
- Thirty days of holiday and a pot of tea
"""

RECIPE = """Plum cake

Stone the plums and halve them. Rub the butter into the flour, then add sugar and one egg, and press the dough flat.
Lay the plums in rows and bake it all until it smells of autumn. It keeps for three days, if anybody lets it.
"""
