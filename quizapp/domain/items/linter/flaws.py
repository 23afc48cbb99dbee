"""The nineteen item-writing flaws, by the codes that findings and waivers use.

After Tarrant, Knierim, Hayes & Ware (2006), The frequency of item writing flaws in multiple-choice
questions, and Haladyna, Downing & Rodriguez (2002), A review of multiple-choice item-writing guidelines.
"""

FLAWS: dict[str, str] = {
    "01_ambiguous": "The stem refers to something that is not there, or can't be read.",
    "02_implausible": "A wrong option that nobody would choose.",
    "03_none_of_above": "An option that says none of the others is right.",
    "04_longest_correct": "The key stands out by its length.",
    "05_gratuitous": "The stem carries words the question does not need.",
    "06_true_false": "Options that only say true or false.",
    "07_convergence": "The key shares most with the other options.",
    "08_logical_cue": "One pair of opposites, with the key in it.",
    "09_all_of_above": "An option that says all the others are right.",
    "10_fill_blank": "A blank to be filled in the stem.",
    "11_absolute": "Absolute words that mark the wrong options.",
    "12_word_repeat": "A word that only the stem and the key share.",
    "13_unfocused": "A stem that asks nothing.",
    "14_k_type": "Options that only combine the numbers of statements.",
    "15_grammar": "Grammar or form that singles out the key.",
    "16_lost_sequence": "Numbers out of their order.",
    "17_vague": "Options with words of vague frequency.",
    "18_multi_correct": "More than one right answer.",
    "19_negative": "A question that asks for what is false.",
}
