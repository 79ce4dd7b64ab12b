"""Names of people: from many countries, such that are English words, and invented ones.

A name of the pools is given out once an input, so that a word that is shown belongs to one canary. Where a pool is used up, and in
a twin of an input, invented names stand in: no word of theirs is in any language that a tool would print.
"""

import pathlib
import re

GIVEN = """Aaliyah Abigail Achieng Adaeze Aditya Agnieszka Ahmed Aiko Aisha Alejandro Alexandra Amara Amelia Ananya Anders Andrzej Aoife
Arjun Astrid Ayodele Beatriz Benjamin Bogdan Brandon Brigitte Camila Caoimhe Carlos Catherine Chandra Charlotte Chidi Chloe Christopher Ciara
Claudia Cristina Daisuke Danielle Deepika Dimitri Dmitry Dolores Dorothy Ebony Eduardo Eileen Ekaterina Eleanor Elizabeth Emeka Emily Enrique
Esperanza Ethan Farah Fatima Fatou Federico Fernando Fiona Francesca Francois Gabriela Gareth Giovanni Giulia Gloria Gregory Guadalupe
Gwendolyn Hamza Hannah Haruki Hassan Heather Henrik Hiroshi Ibrahim Ingrid Isabella Jamal Jasmine Javier Jeffrey Jennifer Jerome Jessica Joaquin
Johanna Jonathan Jorge Joseph Joshua Juanita Kamala Katarzyna Katherine Keisha Kenneth Khadija Krzysztof Kwame Lakshmi Latoya Laura
Lawrence Leila Leticia Liam Lindsey Lorenzo Lourdes Magdalena Mahmoud Malik Manuel Margaret Mariana Mateusz Matthew Mehmet Melissa Michael
Miguel Mohammed Monique Nadia Naomi Natalia Nathan Nguyen Nikhil Nikolai Nkechi Noelle Oksana Olamide Oleksandr Olivia Oluwaseun Pablo
Patricia Pavel Pedro Philip Pradeep Priyanka Quentin Rachel Rafael Raj Ramesh Rebecca Ricardo Robert Rohan Rosalind Rukmini Samantha Samuel
Sanjay Santiago Sebastian Sergei Shanice Siobhan Sofia Stephanie Svetlana Tamika Tariq Tatiana Teresa Thabo Thomas Tomasz Tyrone Valentina
Vanessa Veronica Vijay Vikram Vladimir Wanjiku Wolfgang Xiomara Yasmin Yolanda Yusuf Zainab Zofia""".split()
FAMILY = """Abdullah Abrams Achebe Adeyemi Agarwal Aguilar Alvarez Anderson Andersson Armstrong Bailey Banerjee Baptiste Bergstrom Bhattacharya
Bianchi Blackwood Bondarenko Borkowski Boucher Brennan Buchanan Calderon Campbell Cardoso Carvalho Castillo Chakraborty Chaudhry Christensen
Chukwu Coleman Contreras Cunningham Davidson Delacroix Desai Diallo Dominguez Donovan Dubois Eriksen Espinoza Evans Faulkner Fernandes Figueroa
Fitzgerald Fitzpatrick Fleming Fujimoto Gallagher Garcia Georgiou Gonzalez Gordon Grabowski Guerrero Gutierrez Hakimi Hamilton Hansen
Hashimoto Henderson Hernandez Hoffmann Horvath Hussain Ivanova Iyer Jablonski Jackson Jankowski Jensen Jimenez Johansson Johnson Kamara Kapoor
Karlsson Kaufmann Kawasaki Keller Khan Kimura Kovalenko Kowalczyk Krishnan Kumar Larsson Lefebvre Leung Lewandowski Lindqvist Lopez Lundgren
Macdonald Machado Mahoney Martinez Matsumoto Mbeki McAllister McCarthy Mehta Mendoza Menon Meyer Mikhailov Mitchell Montgomery Moreau Morrison
Mukherjee Murakami Nakamura Nguyenova Nielsen Nikolaidis Nowak Obrien Oconnell Okafor Okonkwo Olsen Ortega Osman Pacheco Padilla Papadopoulos
Patel Patterson Pereira Petrov Phillips Pietrzak Popescu Quintero Rahman Ramirez Reddy Reynolds Ribeiro Richardson Robinson Rodriguez Romero
Rosenberg Rossi Saito Salazar Sanchez Santos Schneider Schroeder Sharma Shevchenko Simmons Sinclair Singh Sorensen Stephenson Stewart Suleiman
Sullivan Takahashi Tanaka Thompson Thorsen Tkachenko Torres Tran Tshabalala Ueda Vargas Vasquez Velasquez Villanueva Vogel Wagner Walker
Wallace Washington Watanabe Weinstein Williams Wojciechowski Yamamoto Yilmaz Zhang Zielinski Zimmerman""".split()
# Names that are English words too. A tool that knows words only tells them from words by leaving them out of its list.
GIVEN_WORDS = """Mark Will Rose Grace May Hope Faith Joy June April Dawn Iris Lily Daisy Violet Ivy Heather Hazel Olive Ginger Amber Ruby Pearl Jade
Crystal Summer Autumn Victor Frank Earnest Grant Chase Chip Chuck Drew Gene Jack Jean Rob Nick Pat Sandy Sky Skip Stormy Rich Ray Buddy
Chance Destiny Harmony Melody Mercy Patience Prudence Charity Carol Christian Dale Dean Duke Earl Guy Miles Pierce Reed Rusty Sage Sterling
Art Bill Bob Don Peg Sue Penny Robin Brook Clay Cliff Colt Gay Holly Trinity Woody Basil Clement Forest Honor Jewel Pepper
Angel Destiny Princess Royal Major Sunny Star Precious Lucky Beau Bliss Haven Journey""".split()
FAMILY_WORDS = """Young Price Hunter Long Field Day King Short Little Small Gray Green White Black Brown Stone Wood Woods Hill Rivers Lake Marsh Moore
Banks Bridges Church Temple Castle Hall House Barn Mills Park Parks Street Lane Rhodes Baker Butcher Cook Carpenter Mason Smith Fisher
Farmer Gardener Gardner Shepherd Miller Potter Porter Painter Taylor Weaver Archer Knight Bishop Abbott Pope Prince Noble Baron Page Squire
Steward Butler Marshall Sergeant Winter Winters Snow Frost Rain Storm Gale Sharp Swift Strong Hardy Savage Wild Wise Best Good Goodman Bright
Brightman Light Moon Starr Love Darling Sweet Bliss Merry Gladden Moody Crabb Fish Salmon Bass Pike Herring Fox Wolf Bear Lamb Hare
Bird Finch Crane Swan Drake Hawk Falcon Eagle Peacock Partridge Nightingale Robins Bell Horn Harper Piper Fiddler Singer Bond Cash Penny
Pound Rich Poor Case Chambers Cross Day Early Ford Foster Freeman Gates Glass Gold Silver Steele Irons Hand Head Foot Legg Hood Cope
Hope Hurt Payne Akers Keys Locke Law Laws Major Minor Battle Booth Bowman Boxer Branch Bush Root Berry Cherry Plum Peach Lemon Rice Oates
Bean Coffee Tea Sugar Salt Pepper Mustard Curry Pickle Crisp Toast Ham Fry Kettle Pitcher Cupp Dish Draper Tailor Skinner Tanner Turner
Sawyer Sexton Spencer Stark Stern Still Trout Underwood Vance Wall Walls Ward Waters Wells West North South East Worth Yates""".split()
ACCENTED = """José Zoë Björn Renée Chloé Agnès Łukasz Søren Jürgen Noël Ángel Íñigo Özlem Şebnem Đorđe Nuño Françoise Maëlle Übeyde Žofia""".split()
ACCENTED_FAMILY = (
    """Peña Müller Núñez Sørensen Gödel Łuczak Çelik Đukić Fernández Håkansson Béringer Özdemir Ibáñez Šimić Gómez Dvořák Åkerlund""".split()
)

ONSETS = "b br c cr d dr f fl g gl gr h j k kl kr l m n p pl pr qu r s sk sl sp st t tr v w y z zw".split()
VOWELS = "a e i o u ai ea ie oa ou".split()
CODAS = "b ck d ff g k l ld ll lm m mb n nd ng nk p r rb rk rn s sk ss st t tch x z zz".split()
WORD = re.compile(r"[^\W\d_]+")


def vocabulary(path):
    """The words that the tool lets through, where there is such a list; in lower case."""
    path = pathlib.Path(path)
    if not path.exists():
        return frozenset()
    lines = (line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line.strip().casefold() for line in lines if WORD.fullmatch(line.strip()))


class Names:
    """Gives out names, each once. `twin`: invented ones only."""

    def __init__(self, words, twin, known):
        self.words, self.twin, self.known, self.used = words, twin, known, set()
        self.pools = {}
        pools = dict(given=GIVEN, family=FAMILY, given_word=GIVEN_WORDS, family_word=FAMILY_WORDS, accent=ACCENTED, accent_family=ACCENTED_FAMILY)
        for name, pool in pools.items():
            pool = [n for n in dict.fromkeys(pool) if n.casefold() not in known]
            words.shuffle(pool)
            self.pools[name] = [] if twin else pool

    def invented(self):
        """A name of 6 to 12 letters that nobody has."""
        while True:
            parts = [self.words.choice(ONSETS) + self.words.choice(VOWELS) + self.words.choice(CODAS) for _ in range(self.words.choice((2, 3)))]
            name = "".join(parts)
            if 6 <= len(name) <= 12 and name not in self.used and name not in self.known:
                self.used.add(name)
                return name.capitalize()

    def of(self, pool):
        """A name of the pool that this input does not have yet."""
        names = self.pools[pool]
        while names:
            name = names.pop()
            if name.casefold() not in self.used:
                self.used.add(name.casefold())
                return name
        return self.invented()


def in_vocabulary(known):
    """Names of the pools that the vocabulary lets through."""
    everything = GIVEN + FAMILY + GIVEN_WORDS + FAMILY_WORDS + ACCENTED + ACCENTED_FAMILY
    return sorted({n for n in everything if n.casefold() in known})
