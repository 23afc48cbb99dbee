"""The phrases that tell what a sentence does, wherever it stands."""

import re

from quizapp.domain.extraction.patterns import any_phrase

CHROME = any_phrase(
    r"""
    https?:// | \*\*url | url: | apply now | apply on | easy apply | save job | save this job
    report (?:this )?job | share this | sign in | log in | create an account
    cookies? (?:policy|settings) | back to | view all jobs | similar jobs | show more | show less
    print this | posted:? | date posted | role number | job id | req id | requisition | be among the first
    \d+ applicants | ref(?:\.|erence)? ?:? ?[a-z]{0,4}/?\d | req #? ?: | job number | vacancy ref | kennzahl | stellennummer | chiffre | arbeitsfeld: | job types?: | likes: | skip to | copyright | all rights reserved | powered by | erstellen sie ein
    weiter zur bewerbung | zur bewerbung$ | diese[ns]? (?:job|anzeige|stelle|inserat) (?:melden|teilen|merken)
    job melden | jetzt bewerben | merken$ | drucken$ | teilen$
    zurück zur | legen sie .{0,20}konto an | konto (?:anlegen|erstellen) | registrieren sie sich | melden sie sich an
    veröffentlicht | online seit | stellen-id | job-id | referenznummer | kennziffer
    anmelden$ | keine passenden | \(?m/w/d\)?$ | \(?w/m/d\)?$ | \(?m/f/d\)?$ | \(?f/m/d\)?$ | \(?m/f/x\)?$
    \(?all genders\)?$
    """
)
_BUTTONS = (
    r"|set (?:an? )?(?:job )?alert .{2,40}|create (?:an? )?(?:job )?alert|be an early applicant|be among .{2,30}|recommend to a friend|use ai to .{2,40}|save to favou?rites"
    r"|actively reviewing .{2,20}|meet the hiring team|jobs based on .{2,30}|.{0,20}responses managed off.{2,10}|link kopieren|seite drucken|merk(?:zettel|liste)"
    r"|auf die merkliste|.{2,14} bewerben bitte anmelden|stelleninformationen|job per e-?mail .{2,30}|alle (?:ausschreibungen|stellen|jobs) anzeigen|antwortet meist .{2,30}"
    r"|jetzt auf der .{2,30} bewerben|weitere jobs .{2,40}|you might also like.{0,80}|we use cookies .{2,80}|wir verwenden cookies.{0,80}|need another way to apply.{0,60}"
    r"|please ask the employer.{0,20}|an account is needed .{2,80}|finden sie ihren .{2,30}|retry premium .{2,20}|apply securely .{2,20}|collected by us .{2,40}"
)
# A button, a menu's entry or a counter: nothing else stands in its line.
BUTTON = re.compile(
    r"(?:easily |quick )?apply(?: for this job)?(?: online| now| here)?|save|share(?: on .{2,20})?|print|attach|okay|ok|follow .{2,30}|view map|refer a friend"
    r"|submit(?: your)? application|resume/cv|cv/resume|linkedin profile|site ?map|top of page|careers?|open positions|browse jobs|find jobs"
    r"|company reviews|salary guide|hiring (?:insights|lab)|job details|my applications|(?:re)?posted .{1,20} ago|\d{1,3}\+? (?:minutes?|hours?|weeks?|days?|months?) ago"
    r"|over \d{1,5} applicants|\d{1,5} people clicked .{2,20}|promoted by .{2,30}|(?:actively|urgently) hiring|viewed by \d{1,5}|tags: .{2,90}"
    r"|\* indicates .{2,40}|voluntary self.{2,30}|how did you hear .{2,40}|(?:accept|alle) (?:all )?(?:cookies|akzeptieren)|.{0,30}create a profile"
    r"|(?:subscribe|register|sign up) .{2,60}|join our talent .{2,30}|i'm interested|interested in future .{2,30}|not ready to apply.{0,40}|© .{2,60}"
    r"|(?:email|report|share|print|save) this (?:job|page|listing|vacancy|position).{0,24}|accessibility(?: tools| statement)?|see people .{2,60}|language: .{2,12}"
    r"|drucken.{0,30}|(?:stellen|job)?anzeige (?:drucken|melden|teilen|merken)|druckversion|speichern|teilen über .{2,20}|job (?:teilen|merken|speichern)|weiterleiten"
    r"|suchen?|suche verfeinern|anbieter|kommentieren|barrierefreiheit|leichte sprache|gebärdensprache|impressum.{0,30}|datenschutz(?:erklärung|hinweise?)?"
    r"|cookie.{2,60}|cookies\? .{2,40}|nach oben|seite weiterempfehlen|(?:jetzt )?(?:online|initiativ) bewerben|job-?abo .{2,20}|.{0,20}newsletter .{2,20}|als pdf .{2,20}|.{2,30} als pdf"
    r"|auf den merkzettel|lesezeit.{2,20}|erschienen: .{2,30}|vor \d{1,3} (?:minuten|stunden|tagen|wochen)|schnellbewerbung.{0,20}|firmenprofil .{2,20}"
    r"|gehalt (?:anzeigen|für diesen job.{0,60})|gehaltsschätzung.{0,60}|basierend auf angaben .{2,40}|stellenticket|top-?job|ich bin interessiert"
    r"|privacy (?:policy|notice)|terms(?: of use| and conditions)?|zum karriereportal|mehr über .{2,40}|sie befinden sich .{2,60}|(?:startseite|home) ?[>/›].{2,80}"
    + _BUTTONS
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
    not (?:intended to be )?(?:an )?exhaustive | datenschutz(?!recht|beauftragt|folgen|konzept|beratung|ausschuss|themen|vorgaben) | schwerbehinder | gleichstellung(?!spolitik)
    chancengleichheit | gleichbehandlung | data protection: | data protection notice
    unabhängig von (?:geschlecht|alter|herkunft|deiner|ihrer|ethnischer|nationalität) | vielfalt
    gdpr | dsgvo | privacy act | speicherung (?:ihrer|deiner) | verarbeitung (?:ihrer|deiner) | (?:deine|ihre) (?:daten|angaben|bewerbungsdaten) (?:verwenden|verarbeiten|werden)
    unter-?repräsentiert | under-?represented | anteil von frauen | frauenanteil | frauen nachdrücklich | rehabilitation of offenders | dbs check | führungszeugnis
    personaldienstleister | (?:alle|sämtliche) geschlechter | free from bias | difference in all its forms | every application fairly | store applications
    considers all applicants | treats? (?:all|every) (?:applicants?|applications?|candidates?) | von frauen | reasonable adjustment
    personenbezogen | diskriminier | menschen mit behinderung | bewerbungen von (?:menschen|allen|frauen) | jeder herkunft | welcomes applications | welcome applications | aus gründen der (?:besseren )?lesbarkeit
    generische[sn]? maskulinum | consent to (?:the )?(?:electronic )?processing | share of women | disabled applicants | egal,? (?:wen|woher|welche) | geschlecht, alter
    staffing firms | accommodation is available | guarantees? an interview | eoe\b | (?:we|wir) (?:store|speichern) (?:your|deine|ihre) data | you agree that
    (?:ihre|deine) angaben nutzen | mehr frauen | direct applications | export-controlled | recruiters, | plagiarism
    names and photos | gleichstellungsgesetz | export rules | faire chancen | encourage (?:applications from|carers|women|people)
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
    closing date | bewerbungsfrist | (?:first )?interviews (?:will|take|are) | applications? (?:must|by \w|close|should) | shortlist | your statement should
    auskünfte (?:erteilt|geben) | anreise | we answer every | hören sie von uns | hörst du von uns
    we look forward to (?:hearing|receiving|your|meeting|getting)
    looking forward to (?:hearing|receiving|your|meeting) | love to hear from you | hear from you
    learn more about you | applied within | informal (?:chat|discussion|enquir)
    previous applications | consider candidates for
    applications? (?:will be|are) (?:reviewed|accepted|considered)
    review(?:ed|ing)? (?:on a )?(?:rolling|applications) | rolling basis | application deadline
    deadline (?:for|is|:) | apply\.?$ | bewirb dich | schick(?:e|en)? uns | sende(?:n)? uns | deine unterlagen | fragen beantwortet | bewerben sie | bewerbungsunterlagen
    deine bewerbung | ihre bewerbung | hinweise zur bewerbung | bewerbungen? (?:bitte|an|über|unter|per)
    lebenslauf | anschreiben | ansprechpartner(?!(?:in)? (?:sein|für)) | kontaktier | melde dich | wir freuen uns (?:auf|über)
    haben wir (?:dein|ihr) interesse | bei (?:rück)?fragen | rückfragen | weitere informationen
    nähere informationen | steht ihnen | telefon(?!e\b|ie|at|isch) | tel\. | per e-?mail | anmeldung | gehaltsvorstellung
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
    passport\b | lifting | able to lift | lift (?:up to )?\d+ | footwear | dienstort | duty station | zu besetzen(?= ab| zum) | travel of
    \d+ (?:to|-|–) \d+ (?:weeks|months) | starting in | commutable | übernachtungen | dienstreisen | schicht(?:dienst|arbeit) | (?:nacht|wochenend|früh)-? ?(?:und \w+)?dienst\w*
    after-hours | contract: | masern | remain seated
    sicherheitsüberprüfung | eintritt(?: |:)(?:zum|ab|spätestens|sofort) | beginn(?: |:) ?(?:zum|ab|ist|sofort)
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
PAPERS = any_phrase(
    "promotion | staatsangehörigkeit | nationality | citizenship | abschluss | degree | licen[cs]e | certificat | zeugnis"
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
    401\(?k | stock options | equity(?! regress| research) | (?<!ein )(?<!a )bonus(?:es)?(?!:) | paid (?:time|vacation|holiday|leave|parental|sick)
    vacation days | days of (?:vacation|holiday|annual) | annual leave | parental leave | pension(?! (?:fund|scheme )(?:manag|admin)) | gym\b
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
    moderne[rsn]? arbeitsplatz | \d{2}-stunden-woche | entgeltgruppe | besoldungsgruppe | tv-?l\b | tvöd | \d{2}[.,]\d{3} (?:bis|to|-|–) (?:€|£|\$)?\d{2}[.,]\d{3} | we pay for
    we invest in you | wir zahlen | bekommen sie | firmenwagen | flache hierarchien | moderne büros | (?:fortbildungs|weiterbildungs|lern|konferenz|home-?office-)budget
    at our expense | at full pay | from day one | child ?care | pro stunde | an? hour for you | sign-on bonus | matching up to
    stipend | health cover | four-day week | mitarbeiterrabatt | personalrabatt | betriebskita | betriebsrente | krisensicher | vermögenswirksam | sabbatical
    schulungen sind | days off | paid internship | alumni network | pension matched
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
    nice-to-have | (?:ist|sind|wäre|wären) (?:sehr |auch |immer )?(?:hilfreich|toll|klasse|schön|super|willkommen|ideal) | im vorteil | schadet nicht
    would be lovely | would (?:help|delight|shorten|put you) | is (?:an asset|useful) | an asset | though not essential | not essential | even better | ein bonus
    welcome but | kein hindernis
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
    r"|you've done |being able to |du (?:bringst|hast|bist|weißt|verfügst|kannst|kennst|beherrschst|besitzt|solltest|studierst|überzeugst|denkst"
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
    we (?:also )?(?:need (?:someone|somebody|people|you)|look for (?!ways|new|better|things)) | need no introduction | solltest du | sollten sie | (?:kannst|kennst|beherrschst|weißt) du
    brauchen sie (?!nicht|kein) | brauchst du (?!nicht|kein) | bringen sie .{0,80} mit\b | bringst du .{0,80} mit\b | (?:dir|ihnen) (?:bereits )?(?:vertraut|geläufig|nicht fremd)
    zu (?:ihren|deinen) stärken | second nature | no terrors | (?:kein|keine) fremdw[oö]rt(?:er)?
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
    r"|find|like|grow|become|often|join|report|sit (?:in|within|at|between)|be joining|be part))|you (?:develop|build|design|work|analy[sz]e|support|lead|own|create|implement"
    r"|drive|maintain)\b|(?:your |other |further |main )?(?:responsibilities|duties|tasks) (?:include|are|involve|comprise|range)|expect to |zu (?:ihren|deinen) aufgaben|your (?:main |primary |key |work |daily |first )?(?:tasks?|role|responsibilit\w+|mission|job|work) (?:is|are"
    r"|will|include|involve|consist|would))"
    r"|(?:the (?:successful |selected |ideal )?(?:candidate|intern|person|incumbent|employee|role|position|postholder|post ?holder|jobholder)|(?:the|this) (?:role|position|job|post) (?:also )?(?:supports|covers|spans|includes|involves|requires you)\b|(?:this"
    r"|the) (?:role|position|job)|interns?|the (?:data|software|research|machine|applied) \w+) (?:will |would "
    r"|shall |is responsible|are responsible|involves?|includes?|duties)"
    r"|(?:primarily |directly |mainly )?responsib(?:le|ility) for|(?:du|sie) (?:wirst |werden )?(?:entwickel|bau"
    r"|analys|arbeit|unterstütz|gestalt|konzip|implement|optimier|verantwort|betreu|erstell|über|führ|wirk|sorg"
    r"|stell|setz|leit|koordin|plan|test|dokument|identif|automat|begleit|treib|biet|evalu|erforsch|visual|integr"
    r"|pfleg|definier|berät|berat|modell|programm|trainier|schreib|nimm|hilf|helf|mach|werte|wertest|validier)"
)
WISH = re.compile(
    r"\bwe(?:'d| would) (?:be (?:thrilled|delighted|happy|excited|glad)|love|like) (?:it )?(?:if|to see|when) you|\b(?:is|are) welcome,? but"
    r"|\bwir (?:würden uns freuen|freuen uns),? wenn (?:du|sie)|\bnot a must\b|\bkein muss\b"
)
PART_OF_ROLE = re.compile(
    r"\b(?:are|is) (?:all |also )?(?:part of (?:the|this|your) (?:role|position|job|post|work)|on (?:the|your) list)\b|\bbelongs? to the (?:role|position|job|post|work)"
    r"|\bpart of the work (?:is|consists)|\bgehör(?:t|en) (?:ebenfalls |auch )?zu (?:ihren|deinen|den) aufgaben|\bfä?ll(?:t|en) in (?:ihren|deinen) bereich"
)
# What a reader has, gets, wants or is asked to send, rather than does at work.
_GERMAN_OTHER = (
    "ha(?:st|ben)|bist|sind|seid|kannst|können|verfüg|besitz|kenn|weiß|wissen|mag|mög|möcht|lieb|soll|muss|müss|darf|dürf|will|woll|bekomm|erhält|erhalt"
    "|profitier|genieß|find|freu|erwart|wünsch|such|brauch|bring|wird|werd|wohn|sprich|sprech|steh|wend|richt|send|schick|bewirb|bewerb|nenn|füg|reich|melde"
    "|erreich|schau|komm|denk|interessier|begeister|überzeug|zeichne|versteh|beherrsch|studier|passt|pass|fühl|lern|leb|wachs|hör|sieh|seh|lies|les|ruf|sag|klick"
    "|erfahr|entscheid|gehör|hoff|glaub|erleb|gewinn|nutz|behält|behalt|bleib|schätz|teil|zahl|wiss|kriegst|träum|verdien|hältst|halt|zieh"
)
_GERMAN_DONE = r"(?!(?:" + _GERMAN_OTHER + r")\w{0,6}\b)"
GERMAN_DUTY = re.compile(
    r"(?:außerdem |zudem |daneben |dabei |und )?(?:du "
    + _GERMAN_DONE
    + r"[a-zäöüß]{2,20}st\b|sie "
    + _GERMAN_DONE
    + r"[a-zäöüß]{2,20}(?:en|ern|eln)\b)"
)
GERMAN_DUTY_INVERTED = re.compile(
    r"[a-zäöü]{2,20} .{0,160}?\b(?:"
    + _GERMAN_DONE
    + r"[a-zäöüß]{2,20}st du|"
    + _GERMAN_DONE
    + r"[a-zäöüß]{2,20}(?:en|ern|eln) (?:sie|die absolvent))\b"
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
