"""The words that requirements and duties begin with, in English and German."""

from quizapp.domain.extraction.patterns import word_set

# "Strong …", "proven …": may stand before the noun a requirement begins with, and say nothing alone.
MODIFIERS = word_set(
    """
    a an the some any at least mindestens minimum and or & very well good great strong solid excellent outstanding
    exceptional deep broad wide extensive advanced basic working prior previous hands-on hands on
    practical professional relevant significant superior sound thorough proven demonstrated demonstrable
    confirmed in-depth first initial complete full great profound proper keen true real firm general technical detailed comprehensive expert intermediate
    theoretical fundamental effective clear high highly proficient similar equivalent related recent
    commercial industry academic research working additional specific ideally preferably sehr gute guter
    gutes gut fundierte fundiertes fundierter mehrjährige mehrjähriger erste ersten hohe hohes hoher
    sichere sicherer sicheres ausgeprägte ausgeprägtes ausgeprägter ausgezeichnete umfassende tiefgehende
    praktische einschlägige relevante idealerweise hervorragende solide breites breite nachweisbare
    nachgewiesene langjährige starke starkes großes große hoch vertiefte grundlegende eine ein einen
    interpersonal analytical communication organizational organisational team programming coding creative
    critical written verbal oral quantitative problem solving problem-solving presentation time leadership
    project management software development engineering data data-driven statistical mathematical
    mathematics machine learning deep computer science business customer english german sql python java
    """
)

# Nouns and adjectives that name what somebody has or is.
QUALITIES = word_set(
    """
    knowledge understanding familiarity familiar proficiency proficient fluency fluent expertise ability
    abilities skill skills able sicher sicheres background foundation command grasp competence competency competencies comfort
    comfortable aptitude capability capable capacity willingness willing desire eagerness eager drive
    enthusiasm enthusiastic passion passionate interest interested self-starter self-motivated motivated
    curiosity curious team-player awareness exposure mastery acumen intuition creativity mindset attitude
    experienced skilled versed certification certified publications publication track qualification
    accustomed detail-oriented results-oriented proactive flexible resourceful articulate adaptability
    literacy fundamentals thinking thinker communicator learner player starter solver commitment committed
    responsible reliable ambitious empathy humility evidence erfahrung erfahrungen berufserfahrung
    praxiserfahrung kenntnisse kenntnis grundkenntnisse fachkenntnisse wissen fachwissen verständnis
    know-how begeisterung begeisterungsfähigkeit freude spaß interesse bereitschaft fähigkeit
    teamfähigkeit kommunikationsfähigkeit kommunikationsstärke kommunikationsgeschick denkweise
    denkvermögen arbeitsweise umgang vertrautheit vertraut versiert expertise leidenschaft neugier
    neugierde eigeninitiative selbstständigkeit selbständigkeit selbstständige selbstständiges
    selbständige eigenverantwortung zuverlässigkeit belastbarkeit flexibilität teamgeist teamplayer
    hands-on-mentalität lernbereitschaft reisebereitschaft auffassungsgabe affinität abgeschlossenes
    abgeschlossene abschluss ausbildung studium deutschkenntnisse englischkenntnisse programmierkenntnisse
    sprachkenntnisse it-kenntnisse sql-kenntnisse python-kenntnisse organisationstalent strukturierte
    analytische analytisches kommunikative durchsetzungsvermögen engagement sorgfalt
    problemlösungskompetenz grounding foundation foundations coursework patience routine habit flair talent knack instinct confidence attention
    gespür geduld geschick auftreten ausdruck ruhe diskretion
    """
)

# After "experience" these make it something one has; else it may be an order: "Experience our culture".
AFTER_EXPERIENCE = word_set(
    """
    in with of as on using within working and or from across managing is at leading building developing
    designing implementing delivering creating analysing analyzing writing conducting applying handling
    supporting programming training deploying performing modelling modeling solving operating running
    coordinating planning required preferred desired
    """
)

# The first word of a duty written as an order: "Design …", "Work with …".
IMPERATIVES = word_set(
    """
    accelerate achieve act adapt address administer advance advise advocate align allocate analyse analyze
    anticipate apply architect articulate assess assign assist assure attend audit author automate balance
    be benchmark bring build calculate calibrate capture carry champion clean coach code collaborate
    collect communicate compare compile complete compose conceive conceptualise conceptualize conduct
    configure consult continue contribute control coordinate craft create cultivate curate debug define
    deliver demonstrate deploy derive describe design determine develop devise diagnose direct discover
    discuss document draft drive educate embed employ enable encourage engage engineer enhance ensure
    establish estimate evaluate examine execute exercise expand experiment explain explore extend extract
    facilitate fine-tune focus follow forecast formulate foster gather generate grow guide handle harness
    help hire hold identify implement improve influence inform initiate innovate inspect install integrate
    interact interface interpret investigate iterate keep launch lead learn leverage liaise maintain make
    manage map measure mentor mine model monitor negotiate operate optimise optimize orchestrate organise
    organize oversee own participate partner perform pilot pioneer plan prepare present prioritise
    prioritize process produce program promote propose prototype prove provide publish query quantify
    recommend record reduce refactor refine report represent research resolve review run scale scope
    scrape select serve set shape share simplify simulate solve spearhead specify streamline strengthen
    structure study supervise support sustain synthesise synthesize tackle take teach test track train
    transform translate triage troubleshoot tune understand unify update upgrade use utilise utilize
    validate verify visualise visualize work write strive ship pair dig talk chase turn put give tell sit spend
    wrangle hunt crunch pick find look think answer draw respond wire label prevent protect monitor rework
    rewrite inspect
    """
)

# "we develop …": verbs of the work a team does.
WORK_VERBS = word_set(
    """
    develop build research investigate explore design automate study model invent train deploy tackle
    solve apply entwickeln erforschen bauen gestalten konzipieren automatisieren untersuchen analysieren
    optimieren umfasst
    """
)

# German duties often begin with the name of the activity: "Entwicklung von …".
GERMAN_DUTIES = word_set(
    """
    mitarbeit mitwirkung mithilfe unterstützung entwicklung weiterentwicklung konzeption konzeptionierung
    durchführung planung analyse auswertung aufbereitung erstellung umsetzung implementierung betreuung
    pflege wartung koordination aufbau ausbau zusammenarbeit steuerung leitung identifikation
    identifizierung optimierung automatisierung sicherstellung bearbeitung dokumentation verantwortung
    verantwortlich integration evaluierung überwachung übernahme recherche prüfung anwendung ausarbeitung
    definition programmierung beratung design einführung abstimmung validierung modellierung gestaltung
    visualisierung bereitstellung begleitung präsentation
    """
)

# A sentence does not end on one of these, so no break is looked for after them.
INNER_WORDS = word_set(
    """
    a an the and or of in on at to for with from by as is are be our your their its this that these those
    into using via than about within across per und oder der die das den dem des ein eine einen mit von
    für im in bei als zu zur zum auf an unser other such any all both new strong good senior junior
    including like through under over between
    """
)
