"""Words of everyday life, by which a joke among the options and an ornament in a stem give themselves away."""

import re

from quizapp.domain.items.linter.words import STOP_WORDS, word_stem

_SILLY_TEXT = """
    acrobat alien aliens angry astrology bake bakes baking banana barber batman beach beer birthday bored
    boredom cake camel candy celebrity chicken chocolate circus clown coffee cookbook cow cows crocodile cry
    cupcake dance dancing dinosaur disco donkey donkeys donut dragon ducks elf elves fairies fairy flamingo
    fortune-teller ghost giggle giraffe goblin goldfish goose grandfather grandma grandmother grandpa granny
    haha hamster happy hates hippo hocus-pocus hollywood homesick hope hopes hoping horoscope hungry jealous
    joke kangaroo karaoke karma kitten koala lazy leprechaun llama lol lollipop lonely luck lucky lunch magic
    magical magically mermaid milkman miracle mood moonlight mozart mummy nap napoleon ninja ostrich pancake
    parrot parrots peacock penguin picnic pigeon pigeons pillow pirate pixie pizza plumber poem ponies pony
    pop-star popcorn postman pray prayer prayers pretzel pudding puppy rainbow rhinoceros robot-uprising rooster
    sad sandwich santa sausage scream shout shy sing singing sings sleepy smile smiles sneeze sofa soup
    spaghetti spell squirrel superhero superman superstition tea telepathy tickle tired tiredness toad
    tooth-fairy toothbrush trampoline troll trousers turkey umbrella unicorn unicorns unlucky vacation vampire
    cinderella dishes dracula frankenstein gandalf godzilla haircut laundry mickey moustache mustache pinocchio
    snoopy spiderman walrus whistle wish witch witchcraft wizard yell yoga zodiac zombie zombies
"""
_HOMELY_TEXT = """
    afternoon amateur animal antique apartment appetite aroma art artist aunt autumn avenue bakery ball balloon
    balloons band barbecue basket bath bathroom bedroom bench bicycle bike bird blanket blossom blue boat
    bouquet boyfriend bread breakfast breeze bright brother brown building cafe cafeteria canteen carpet castle
    cat ceiling cello charming cheerful cheese chef childhood choir christmas church cinema city climbing
    clothes cloud coast comfortable comic comics concert cook cooking corridor cosy cottage countryside cousin
    cozy curtain curtains cycling dad daughter decorated delicious delightful desk dessert dinner dog dogs
    dolphin dolphins dress drinks elegant elevator enjoy enjoys entrance espresso evening family famous fan fans
    farm fashionable father favorite favourite festival film fish flower flowers fond football fountain friday
    friend friendly friends fruit funny furniture garden gentle gift girlfriend glasses golden golf green guitar
    hair hallway handsome harbour hat hiking hobbies hobby holiday holidays home hometown horse horses house
    husband island jacket jazz jogging journalist kitchen knitting lake lamp lawn leaves lemon lobby logo lovely
    loves marathon marble married meadow meal melody mother mountain mountains movie mum museum music musician
    neighbor neighbour nice novel old-fashioned opera orange orchestra outdoors outside painted painter painting
    park parking party pet pets phd photo photograph photographs piano pink plant plants pleasant poet poetry
    popular praise pretty proud purple rain rained raining rainy red relaxing restaurant retired river roman
    roof roses sailing salad scarf school sea season shirt shoes singer sister sisters skiing sky sleep sleeps
    smell snow snowing soccer sofa song songs spring stadium stairs storm street summer sun sunday sunny sunset
    surfing sweater swimming talented tennis terrace theatre tie toast tour tower town travel traveller tree
    trees trip tuesday uncle university vacation vegetarian view village vinyl violin visitors walk walking
    walks wall walls warm weather wedding weekend wife wind window windy wine winter wonderful wooden yard
    yellow yesterday young
"""
_SILLY = frozenset(map(word_stem, _SILLY_TEXT.split()))
_HOMELY = frozenset(map(word_stem, _HOMELY_TEXT.split())) | _SILLY
_JOKE = re.compile(
    "|".join(
        (
            r"!\s*$|[\U0001F300-\U0001FAFF]|\bmy\b|\bnobody knows\b|\bwho (?:knows|cares)\b",
            r"\bI (?:don't|do not) (?:know|care)\b",
            r"\bbecause (?:the (?:teacher|professor|boss)|mum|mom|dad) (?:says|said)\b",
            r"(?<!third )(?<!first )(?<!any )(?<!either )\bparty\b",
            r"\bcrystal ball\b|\bice cream\b|\bguess wildly\b|\bfull moon\b|\bcheese\b",
            r"\bgiv(?:e|es|ing) .{1,30} a (?:rest|hug|kiss|treat)\b|\b(?:out of|through) the window\b",
            r"\bin a good mood\b|\bgoes? to sleep\b|\bfalls? asleep\b",
        )
    ),
    re.IGNORECASE,
)


def is_joke(text: str) -> bool:
    """Tell whether an option speaks of what no subject is about, or laughs."""
    return bool(_JOKE.search(text)) or bool(_stems(text) & _SILLY) or len(_stems(text) & _HOMELY) >= 3


def homely_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell of everyday life, reduced to their stems."""
    return _stems(text) & _HOMELY


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    return frozenset(word_stem(word) for word in words if word not in STOP_WORDS)
