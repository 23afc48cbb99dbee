"""The phrases that tell what a sentence does, wherever it stands."""

import re

from quizapp.domain.extraction.patterns import any_phrase

CHROME = any_phrase(
    r"""
    https?:// | \*\*url | url: | apply now | apply on | easy apply | save job | save this job
    report (?:this )?job | share this | sign in | log in | create an account
    cookies? (?:policy|settings) | back to | view all jobs | similar jobs | show more | show less
    print this | posted:? | date posted | role number | job id | req id | requisition | be among the first
    \d+ applicants | likes: | skip to | copyright | all rights reserved | powered by | erstellen sie ein
    weiter zur bewerbung | zur bewerbung$ | diese[ns]? (?:job|anzeige|stelle|inserat) (?:melden|teilen|merken)
    job melden | jetzt bewerben | merken$ | drucken$ | teilen$
    zurück zur | legen sie .{0,20}konto an | konto (?:anlegen|erstellen) | registrieren sie sich | melden sie sich an
    veröffentlicht | online seit | stellen-id | job-id | referenznummer | kennziffer
    anmelden$ | keine passenden | \(?m/w/d\)?$ | \(?w/m/d\)?$ | \(?m/f/d\)?$ | \(?f/m/d\)?$ | \(?m/f/x\)?$
    \(?all genders\)?$
    """
)
MAX_CHROME = 110  # characters; a longer line that begins with an address is still content

LEGAL = any_phrase(
    r"""
    equal[- ]opportunit(?:y|ies) | equal employment | affirmative action
    regardless of (?:race|age|gender|sex|colou?r|ethnic|their|your|religion|origin|nationality)
    without regard to | protected veteran | veteran status | sexual orientation | gender identity
    marital status | national origin | eeo\b | e-verify
    discriminat(?:e|ion|ory)(?! (?:model|method|learn)) | reasonable accommodat
    accommodations? (?:for|to|during|please|in) | requires? accommodation | special needs?
    disabilit(?:y|ies) | privacy (?:notice|policy|statement) | protecting your privacy | personal data
    criminal (?:histor|record|background) | background (?:check|screening|investigation)
    drug (?:test|screen) | recruitment agenc | staffing agenc | agency resumes | unsolicited
    diverse workforce | diversity(?: and|,| &) inclusion | diverse and inclusive
    inclusive (?:workplace|environment|culture) | celebrate (?:diversity|difference)
    all qualified applicants | fair chance | contingent (?:up)?on | pay transparency | export control
    recruiting decisions | hiring decisions | right to change | may not be (?:all|exhaustive)
    not (?:intended to be )?(?:an )?exhaustive | datenschutz | schwerbehinder | gleichstellung
    chancengleichheit | gleichbehandlung
    unabhängig von (?:geschlecht|alter|herkunft|deiner|ihrer|ethnischer|nationalität) | vielfalt
    personenbezogen | diskriminier | menschen mit behinderung | bewerbungen von (?:menschen|allen|frauen) | jeder herkunft | welcomes applications | welcome applications | aus gründen der (?:besseren )?lesbarkeit
    generische[sn]? maskulinum
    """
)

CONTACT = any_phrase(
    r"""
    apply (?:through|via|with|using|by|online|directly|at|to the|now|here|today|until)
    to apply(?=[,:]| please| for this| send| click| visit) | when applying | by applying
    your application | your cv | your resume | your résumé | cover letter | send (?:us )?(?:your|an|a)
    submit (?:your|a|an) | please (?:contact|email|e-mail|send|submit|write|reach|include|attach)
    e-?mail(?: us| to|:| address) | contact (?:us|person|:) | reach out to | get in touch | write to
    for (?:further|more|any) (?:questions|information|details|inquiries) | any questions | questions\?
    we look forward to (?:hearing|receiving|your|meeting|getting)
    looking forward to (?:hearing|receiving|your|meeting) | love to hear from you | hear from you
    learn more about you | applied within | informal (?:chat|discussion|enquir)
    previous applications | consider candidates for
    applications? (?:will be|are) (?:reviewed|accepted|considered)
    review(?:ed|ing)? (?:on a )?(?:rolling|applications) | rolling basis | application deadline
    deadline (?:for|is|:) | apply\.?$ | bewirb dich | schick(?:e|en)? uns | sende(?:n)? uns | deine unterlagen | fragen beantwortet | bewerben sie | bewerbungsunterlagen
    deine bewerbung | ihre bewerbung | hinweise zur bewerbung | bewerbungen? (?:bitte|an|über|unter|per)
    lebenslauf | anschreiben | ansprechpartner | kontaktier | melde dich | wir freuen uns (?:auf|über)
    haben wir (?:dein|ihr) interesse | bei (?:rück)?fragen | rückfragen | weitere informationen
    nähere informationen | steht ihnen | telefon | tel\. | per e-?mail | anmeldung | gehaltsvorstellung
    """
)
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|\(at\)|\[at\]|\bwww\.")

DEGREE = any_phrase(
    r"""
    (?:bachelor|master|doctoral|doctorate|undergraduate|graduate|postgraduate|university) degree
    (?:college|advanced|technical|relevant|engineering|science|stem|higher|quantitative) degree
    degree in | degree or | degree from | degrees? (?:preferred|required|is|are) | bachelor'?s?
    master'?s? (?:degree|in|or|of|student|thesis|programme|program) | master(?:'s| of science)
    b\.?sc?\.? (?:degree|in|or|/) | b\.s\. | m\.s\. | b\.a\. | m\.?sc\.? | ph\.?\s?d\.? | bs(?:/ms| in
    or |c) | ms(?:/phd| in | or |c ) | mba\b
    phd(?! (?:position|project|candidate|thesis|program|scholarship|studentship)) | doctorate | diploma
    enrolled | matriculated | currently (?:pursuing|studying|enrolled) | pursuing a | graduating
    university student | high school | ged\b | abgeschlossene[sn]? | studium | studiengang | studienrichtung
    du studierst | sie studieren | fachrichtung | hochschulabschluss | immatrikulier | eingeschrieben
    student(?:in)? der | studierende | absolvent\w* (?:der|eines|des|mit) | promovier | diplom
    ausbildung (?:als|zum|zur|im|in)
    """
)

PLACE_AND_TIME = any_phrase(
    r"""
    remote | on[- ]?site | in[- ]office | hybrid | relocat | work permit | work authori[sz]ation
    authori[sz](?:ation|ed) to work | right to work | eligib(?:le|ility) to work
    legally (?:authori[sz]ed|permitted) | visa\b | sponsor(?:ship)? | citizen(?:ship)? | security clearance\b
    clearance\b | full[- ]time | part[- ]time
    (?:position|role|job|internship|opportunity|team) (?:is|will be) (?:also )?(?:based|located|available|open)
    (?:must|to) be (?:based|located|able to commute|available|willing to travel) | be based (?:in|at)
    you are based | are based in | willing(?:ness)? to (?:travel|relocate|work (?:shifts|weekends|on))
    ability to travel | travel (?:up to|required|is required|may be) | up to \d+ ?% travel
    start(?:ing)? dates? | starts? (?:in|on|as soon)
    available (?:from|to start|for at least|immediately) | internship length | internship duration
    duration(?: of|:| is) | \d+ hours (?:per|a) week | hours/week | weekly hours | driver'?s? licen[cs]e
    driving licen[cs]e | at least \d+ (?:months|weeks) | minimum of \d+ (?:months|weeks) | fixed[- ]term
    permanent (?:position|contract|role) | temporary position | contract length | years? of age | vollzeit
    teilzeit | befristet | unbefristet | home-?office | mobiles arbeiten | arbeitserlaubnis
    aufenthaltstitel | führerschein | reisebereitschaft | umzug | ab sofort | zum nächstmöglichen
    arbeitsort | einsatzort | standort: | eintrittstermin | wochenstunden | stunden (?:pro|/|die) woche
    sicherheitsüberprüfung
    """
)
POLYGLOT = any_phrase(
    r"""
    fluen(?:t|cy) (?:\w+ )?(?:\w+ )?(?:\w+ )?(?:\w+ )?(?:english|german|french|dutch|spanish|mandarin|italian)
    (?:english|german|french|dutch|spanish)(?: and english| and german| language)? (?:skills|proficiency|fluency)
    (?:english|german|french|dutch|spanish)(?: and english| and german| language)? (?:is (?:a|required|mandatory))
    (?:mandarin|italian|japanese)(?: and english| and german| language)? (?:skills|proficiency|fluency)
    (?:mandarin|italian|japanese)(?: and english| and german| language)? (?:is (?:a|required|mandatory))
    (?:english|german|french|dutch|spanish)(?: and english| and german| language)? (?:\(|level|[abc][12])
    (?:mandarin|italian|japanese)(?: and english| and german| language)? (?:\(|level|[abc][12])
    native (?:speaker|level|english|german) | speak (?:english|german|french|dutch|spanish|mandarin)
    (?:good|strong|excellent|proficient)(?: in)?(?: written)?(?: and)?(?: spoken)? (?:english|german|french|dutch)
    (?:proficiency)(?: in)?(?: written)?(?: and)?(?: spoken)? (?:english|german|french|dutch)
    (?:fluency|professional)(?: in)?(?: written)?(?: and)?(?: spoken)? (?:english|german|french|dutch)
    (?:business|command of|knowledge of)(?: in)?(?: written)?(?: and)?(?: spoken)? (?:english|german|french|dutch)
    (?:level of)(?: in)?(?: written)?(?: and)?(?: spoken)? (?:english|german|french|dutch)
    fließend | verhandlungssicher | muttersprach | (?:deutsch|englisch)(?:-| )?(?:kenntnisse|und| in wort)
    sprachkenntnisse | deutschkenntnisse | englischkenntnisse
    """
)
MONEY = re.compile(
    r"[$€£]\s?\d[\d.,]{0,12}(?!\d| ?(?:million|billion|m\b|bn\b|mrd|mio))|\d\s?(?:€|eur\b|usd\b|k\b\s?(?:-|–|per))"
    r"|\b(?:salary|base pay|pay range|gehalt|vergütung)\b"
)

BENEFIT = any_phrase(
    r"""
    we (?:also )?(?:offer|provide you|reward|sponsor)(?! (?:solutions|services|products))
    offers? (?:you|a |an |competitive|flexible|generous|great|excellent)
    benefits? (?:include|package|may|such|are|from our|that) | following benefits | comprehensive benefits
    perks | competitive (?:pay|salar|compensation|wage|package|benefits|base) | compensation packages?
    (?:health|dental|vision|life|medical)(?:,| and)? (?:insurance|dental|vision|care|coverage|plan)
    401\(?k | stock options | equity | bonus(?:es)? | paid (?:time|vacation|holiday|leave|parental|sick)
    vacation days | days of (?:vacation|holiday|annual) | annual leave | parental leave | pension | gym\b
    free (?:lunch|coffee|food|snacks|drinks|fruit|breakfast) | flexible (?:work|hours|schedul)
    flexibility to | work[- ]life balance | home office (?:allowance|budget|option) | training budget
    learning budget | career (?:development|growth|progression|opportunit)
    personal (?:growth|development) | professional (?:growth|development) | development opportunit
    growth opportunit | room for (?:personal|growth)
    mentor(?:ship|ing)(?! (?:junior|of|other|others|team)) | networking (?:opportunit|event)
    team events? | social events? | onsite socials | speaker series | commuter | employee discount
    relocation (?:support|assistance|package) | visa support | latest (?:hardware|equipment)
    you(?:'ll| will| can) (?:also )?(?:get|receive|enjoy|benefit|be supported|be rewarded|be mentored|have access)
    you(?:'ll| will| can) (?:also )?(?:have the (?:chance|opportunity|freedom|possibility))
    you(?:'ll| will| can) (?:also )?(?:have an opportunity|gain|be able to (?:grow|learn))
    you(?:'ll| will| can) (?:also )?(?:learn (?:from|how|new)|expect)
    be considered for
    opportunit(?:y|ies) to (?:learn|grow|attend|network|shape|publish|advance|develop your|develop new)
    chance to | wir bieten | bieten wir | wir fördern | du bekommst | du erhältst | sie erhalten
    dich erwart(?:et|en) | sie erwart(?:et|en) | freu(?:e)? dich | freuen sie sich auf
    attraktive[nrs]? (?:vergütung|gehalt|konditionen|bezahlung) | faire (?:vergütung|bezahlung)
    flexible (?:arbeitszeit|arbeits) | gleitzeit | urlaubstage | tage urlaub | betriebliche altersvorsorge
    altersvorsorge | jobticket | jobrad | deutschlandticket
    weiterbildung(?:en|sangebot|smöglichkeit|sbudget) | entwicklungsmöglichkeiten | entwicklungschancen
    fort- und weiterbildung | mitarbeiterrabatt | kantine | obstkorb | firmenevents | teamevents
    kitazuschuss | zuschuss | gesundheitsangebote | work-life | sicherer arbeitsplatz
    moderne[rsn]? arbeitsplatz
    """
)

PREFERRED = any_phrase(
    r"""
    preferred | preferably | is a (?:strong |big |huge |definite |great )?plus
    are a (?:strong |big )?plus | a (?:strong |big |huge |definite )?plus(?=[\s.,;)]|$) | as a plus
    plus:? | nice[- ]to[- ]have
    would be (?:a |an )?(?:great|nice|plus|bonus|beneficial|advantage|amazing|advantageous|desirable|ideal|helpful)
    bonus | desir(?:ed|able) | advantage(?:ous)?(?=[\s.,;)]|$) | beneficial | not (?:at all )?required
    not (?:strictly )?necessary | not mandatory | ideally | optional(?:ly)? | good to have | great to have
    we(?:'d| would) love (?:it )?if | we prefer | helpful(?=[\s.,;)]|$) | welcome(?=[.,;)]|$)
    von vorteil | wünschenswert | idealerweise | gern(?:e)? (?:auch|mit|erste|gesehen) | ein plus
    pluspunkt | vorteilhaft | bestenfalls | im idealfall | optimalerweise | nicht zwingend | kein muss
    nice-to-have
    """
)

WAIVED = any_phrase(
    r"""
    no (?:prior |previous )?(?:experience)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:prior |previous )?(?:knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:prior |previous )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:specific )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:specific )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:prior |previous )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:specific )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:prior |previous )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:prior |previous )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:specific )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:specific )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:prior |previous )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:specific )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:special |formal )?(?:experience)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:special |formal )?(?:knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:special |formal )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:special |formal )?(?:experience|knowledge)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:special |formal )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:special |formal )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:special |formal )?(?:degree|background)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:prior |previous )?(?:skills)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:prior |previous )?(?:programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:prior |previous )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:prior |previous )?(?:coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed|necessary)
    no (?:specific )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:specific )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:specific )?(?:coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed|necessary)
    no (?:prior |previous )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:prior |previous )?(?:coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:specific )?(?:skills|programming|coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:special |formal )?(?:skills)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:special |formal )?(?:programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed)
    no (?:special |formal )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:necessary)
    no (?:special |formal )?(?:coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:required|needed|necessary)
    no (?:special |formal )?(?:skills|programming)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    no (?:special |formal )?(?:coding)(?: \S+)?(?: \S+)?(?: \S+)?(?: \S+)? (?:is |are )?(?:expected)
    you (?:don't|do not) need | not a requirement
    kein(?:e|en)? (?:vorkenntnisse|erfahrung)(?: \S+)?(?: \S+)?(?: \S+)? (?:erforderlich|nötig|notwendig)
    kein(?:e|en)? (?:vorerfahrung|kenntnisse)(?: \S+)?(?: \S+)?(?: \S+)? (?:erforderlich|nötig|notwendig)
    """
)

# Asked of the reader or of the person sought, at the beginning of a sentence.
ASKED = re.compile(
    r"(?:ideally,? |preferably,? |in addition,? |additionally,? |furthermore,? )?(?:you (?:should|must|have"
    r"|are(?! free| welcome| invited| given| offered| entitled| part| joining| about| looking| not alone)|bring"
    r"|possess|need|can |know|understand|hold|enjoy|love|like|thrive|want|demonstrate|take|work well"
    r"|(?:will|'ll) (?:need|have|bring|possess|be comfortable|ideally)|also have|also bring|already have|'ve|'re )"
    r"|you'(?:re|ve) |we expect |we require|must |should |requires? |required|your .{0,40}?(?:experience|expertise"
    r"|background|skills|knowledge|curiosity|passion) "
    r"|(?:the|our|an?) (?:right|ideal|successful|perfect|strong|qualified|best) (?:candidate|applicant|person|fit"
    r"|intern|individual)|(?:ideal|successful|strong|qualified) candidates|candidates? (?:must|should|will (?:have"
    r"|need)|with|who)|applicants? (?:must|should)|the candidate"
    r"|du (?:bringst|hast|bist|verfügst|kannst|kennst|beherrschst|besitzt|solltest|studierst|überzeugst|denkst"
    r"|interessierst|begeisterst|liebst|magst|verstehst|sprichst|arbeitest (?:gern|selbst|struktur|eigen|sorg"
    r"|ziel))"
    r"|sie (?:bringen|haben|sind|verfügen|können|kennen|beherrschen|besitzen|sollten|überzeugen|sprechen|studieren"
    r"|interessieren|begeistern|arbeiten (?:gern|selbst|struktur|eigen))|wir erwarten|vorausgesetzt"
    r"|dein.{0,30} zeichne[nt])"
)
ASKED_ANYWHERE = any_phrase(
    r"""
    this (?:person|position|role|job) (?:will need|requires?|needs?)
    (?:candidate|applicant|person|individual|intern) (?:will|should|must) (?:have|possess|bring|be able)
    (?:candidate|applicant|person|individual|intern) (?:will|should|must) (?:be comfortable|need)
    (?:engineer|scientist|analyst|developer) (?:will|should|must) (?:have|possess|bring|be able|be comfortable|need)
    is (?:required|essential|mandatory|a must|expected|necessary)
    are (?:required|essential|mandatory|a must|expected|necessary) | must have | must be able
    it is (?:also )?(?:important|essential|crucial|necessary|vital|a must) that (?:you|candidates)
    expected to have | you will need | you'll need | you will have (?:a |an )?(?:strong|proven|solid|demonstr|excellent)
    must possess | we expect you | years?'? (?:of )?(?:\w+ )?(?:\w+ )?experience | track record
    ability to | able to demonstrate | proven experience
    strong (?:experience|background|knowledge|understanding|skills) in | hands-on experience
    expertise in | erforderlich | vorausgesetzt | setzen wir voraus | zwingend | wird erwartet
    """
)
SOUGHT = any_phrase(
    r"""
    looking for | looking to (?:recruit|hire) | is hiring | are hiring | on the lookout for | searching for
    in search of | seeking | we want (?:people|someone|you) | wir suchen | suchen wir | gesucht
    sucht (?:zum|eine|dich|sie|ab|für|einen)
    """
)
SOUGHT_QUALITY = any_phrase(
    r"""
    who(?! will)(?!m) | that | those
    with (?:a |an )?(?!the |our |us)(?:strong|solid|experience|excellent|background)
    with (?:a |an )?(?!the |our |us)(?:proven|good|deep|research|interest)
    with (?:a |an )?(?!the |our |us)(?:knowledge|passion|expertise|\w+ (?:experience|background|skills|interest))
    der | die | mit (?:erfahrung|kenntnissen|interesse)
    """
)
QUESTION = re.compile(r"(?:do|are|have|can|would|hast|bist|kannst|haben|sind|möchtest|willst) (?:you|du|sie)\b")
TRAIT = any_phrase(
    r"""
    curious | curiosity | passion(?:ate)? | thrive | love (?:to|solving|learning|working|building)
    think big | motivated | eager | hungry | self-starter | neugierig
    leidenschaft | begeister
    """
)

DUTY = re.compile(
    r"(?:as .{1,60}?,? |therefore,? |further(?:more)?,? |in this (?:role|position|job|internship|opportunity),? "
    r"|in addition,? |during (?:the|your) internship,? |at the (?:same time|other end),? |together with .{1,60}?, "
    r"|day to day,? |here,? )?(?:you(?: will|'ll| would|'d)(?! (?:need|have|bring|love"
    r"|find|like|grow|become|often|join|report|sit|be joining|be part))|you (?:develop|build|design|work|analy[sz]e|support|lead|own|create|implement"
    r"|drive|maintain)\b|your (?:main |primary |key |work |daily )?(?:tasks?|role|responsibilit\w+|mission|job|work) (?:is|are"
    r"|will|include|involve|consist|would))"
    r"|(?:the (?:successful |selected |ideal )?(?:candidate|intern|person|incumbent|employee|role|position)|(?:this"
    r"|the) (?:role|position|job)|interns?|the (?:data|software|research|machine|applied) \w+) (?:will |would "
    r"|shall |is responsible|are responsible|involves?|includes?|duties)"
    r"|(?:primarily |directly |mainly )?responsib(?:le|ility) for|(?:du|sie) (?:wirst |werden )?(?:entwickel|bau"
    r"|analys|arbeit|unterstütz|gestalt|konzip|implement|optimier|verantwort|betreu|erstell|über|führ|wirk|sorg"
    r"|stell|setz|leit|koordin|plan|test|dokument|identif|automat|begleit|treib|biet|evalu|erforsch|visual|integr"
    r"|pfleg|definier|berät|berat|modell|programm|trainier|schreib|nimm|hilf|helf|mach|werte|wertest|validier)"
)
_GERMAN_VERBS = (
    "entwickel|entwerf|entwirf|bau|analys|arbeit|unterstütz|gestalt|konzip|implement|optimier|verantwort|betreu|erstell|führ|wirk|sorg"
    "|setz|leit|koordin|plan|test|dokument|identif|automat|begleit|evalu|erforsch|visual|integr|pfleg|definier|berät|berat|modell"
    "|programm|trainier|schreib|übern|überw|validier|stell|untersuch"
)
GERMAN_DUTY_INVERTED = re.compile(
    r"[a-zäöü]{2,20} .{0,160}?\b(?:" + _GERMAN_VERBS + r")\w{0,5} (?:du|sie|ihr|die absolvent)\b"
)
DUTY_INSIDE = re.compile(
    r"(?:as|in|with|by|to|for|together|therefore|further(?:more)?|moreover|besides|after|during|within|under|on"
    r"|\w{2,14}ing)\b.{1,90}?"
    r"\byou(?: will|'ll)(?! (?:also |soon |then )?(?:need|have|bring|love|find|like|grow|become|often|see|join|get"
    r"|receive|enjoy|learn|discover|feel|experience|hear|benefit|never|not|know|agree|leave|meet)\b)"
)
COMPANY = any_phrase(
    r"""
    (?:was|were|been) (?:founded|established) | founded in | headquarter
    offices (?:in|throughout|around|across) | employees (?:in|world|across|from|globally)
    (?:is|are) (?:a|an|the|one of the) (?:\w+ )?(?:leading|leader|global|world|largest|fastest|independent)
    (?:is|are) (?:a|an|the|one of the) (?:\w+ )?(?:international|innovative|award)
    market leader | world's (?:largest|leading) | our (?:customers|clients|products) (?:include|are|help)
    gegründet | marktführer | hauptsitz | mitarbeiter(?:n|innen)? (?:weltweit|an|in) | standorte weltweit
    """
)
WORK_GOAL = any_phrase(
    r"""
    (?:our|the|its|their) (?:other |main |second )?(?:goal|task|mission|aim|focus)(?: of (?:the|our) .{1,60}?)? is
    aufgabenbereich | aufgabengebiet
    """
)
GERMAN_WORK = any_phrase(
    r"""
    (?:dabei|darüber hinaus|zudem|außerdem|hier) (?:arbeiten|entwickeln|konzipieren|analysieren)
    (?:dabei|darüber hinaus|zudem|außerdem|hier) (?:unterstützen|umfasst|erstellen|übernehmen)
    """
)
PITCH = any_phrase(
    r"""
    join (?:us|our|the \w+ team|a team) | come join | be part of (?:our|the|a|something)
    shape the future | make a difference | unlock your | play a part | werde teil | komm in | komm zu
    verstärke
    """
)
CREATIVE_CHANCE = any_phrase(
    r"""
    opportunit(?:y|ies) to (?:work|develop|build|design|solve|research|analy[sz]e|apply|contribute|implement)
    möglichkeit,? .{0,40}?zu (?:entwickeln|arbeiten|forschen)
    """
)
