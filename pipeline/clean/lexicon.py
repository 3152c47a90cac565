"""Wording that sites put around stories, in English and the main languages of European news.

Every phrase is lower case, words parted by single spaces, without punctuation; phrases are parted by ``|``.
"""

from __future__ import annotations


def _phrases(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split("|") if phrase.strip())


# A line made up of nothing but these is furniture: menus, buttons, labels of players and widgets.
FURNITURE = _phrases(
    "let's go | submit a tip | watch | home | homepage | home page | main page | news | menu | more menu | search",
    "sections | section | sport | sports | weather | video | videos | audio | podcast | podcasts | photos | gallery",
    "live | live tv | live feed | watch live | business | opinion | culture | lifestyle | entertainment | travel",
    "obituaries | obits | classifieds | local | politics | markets | watchlist | closings | newsletters",
    "e edition | archive | archives | about | about us | contact | contact us | advertise | advertise with us",
    "careers | jobs | search jobs | help | faq | site map | sitemap | rss | log in | login | log out | sign in",
    "sign up | sign out | register | subscribe | subscribe now | your account | my account | account settings",
    "notifications | international edition | skip to content | skip to main content | skip navigation",
    "skip to navigation | skip links | skip to footer | jump to content | accessibility | accessibility help",
    "terms | terms of use | terms of service | terms and conditions | privacy | privacy policy | privacy notice",
    "privacy settings | cookie policy | cookies | cookie settings | cookie preferences | your privacy",
    "collection notice | user agreement | do not sell my personal information | accept | accept all",
    "accept cookies | accept all cookies | reject all | decline | manage options | manage choices | more options",
    "necessary cookies only | customize settings | customise settings | i agree | agree | got it | ok | close",
    "dismiss | before you continue | share | share this | share this article | share this story | share this post",
    "share page | about sharing | copy link | copy link to post | link copied | copied | tweet | pin it | like",
    "likes | like this | like loading | loading | follow | follow us | following | save | save this story",
    "save for later | saved | print | printable version | print version | print this page | email | e mail",
    "email this | e mail this to a friend | send to a friend | facebook | twitter | x | instagram | youtube",
    "whatsapp | telegram | linkedin | reddit | pinterest | tiktok | flipboard | messenger | viber | tumblr",
    "threads | bluesky | shares | views | comment | comments | no comments | view comments | add a comment",
    "add comment | leave a comment | leave a reply | reply | report | report abuse | post a comment",
    "submit a comment | post comment | show comments | load comments | show more comments | load more comments",
    "load more | load more posts | show more | see more | view more | view all | see all | see all comments",
    "view all comments | newest | oldest | best rated | worst rated | top | new | sort by | sort by newest",
    "newest first | oldest first | submit | send | enter your email | email address | your email | your e mail",
    "type your email | enter your e mail address | enter your email address | name | website | url | next",
    "previous | prev | next article | previous article | next story | previous story | next post | previous post",
    "newer post | older post | older posts | newer posts | older entries | newer entries | back to top",
    "return to top | top of page | page | read more | read full story | read the full story | continue reading",
    "keep reading | learn more | find out more | more | see also | full story | view gallery | open gallery",
    "view slideshow | slideshow | enlarge image | open image in gallery | swipe for more | hide caption",
    "toggle caption | image caption | image source | media caption | caption | play | play video | pause | mute",
    "unmute | fullscreen | full screen | current time | duration | loaded | captions off | subtitles off",
    "autoplay | quality | this is a modal window | now playing | listen | listen now | listen to this article",
    "listen to this article now | download | embed | transcript | advertisement | advertisements | ad | ads",
    "advert | sponsored | sponsored content | paid content | promoted | promoted content | story continues",
    "story continues below | article continues below | story continues below advertisement",
    "article continues after ad | article continues below advertisement | continue reading below",
    "scroll to continue | scroll to continue reading | remove ads | ad feedback | feedback | yes | no",
    "get the app | get app | open app | download app | download our app | start writing | donate | donate now",
    "support us | become a member | become a sponsor | gift this article | print subscriptions",
    "reuse this content | breaking news | alerts | top stories | hide | show | expand | collapse | edit | en | de",
    "fr | es | it | ru | counters | opens in new window | opens new tab | min read | minute read | minutes read",
    "hour ago | hours ago | minute ago | minutes ago | day ago | days ago | week ago | weeks ago | month ago",
    "months ago | year ago | years ago | min ago | hr ago | hrs ago | just now | reader picks | reading time",
    "creative commons license | republish this story | republish | explore the edition | editors notes",
    "feedback to editors | rate this article | sign in to comment | articles | discussion about this post",
    "no posts | ready for more | download pdf | acquire licensing rights | choose your plan | view profile",
    "see bio | bio | author | follow this topic | follow topic | show key events only | key events | a a",
    "startseite | zum inhalt springen | zum inhalt | zur navigation | nachrichten | politik | wirtschaft | kultur",
    "menü | anmelden | abmelden | registrieren | abo | abonnieren | abonnement | e paper | epaper | suche",
    "suchen | impressum | datenschutz | datenschutzerklärung | agb | kontakt | hilfe | hilfe service | kommentare",
    "kommentar | kommentieren | drucken | teilen | merken | zur merkliste hinzufügen | bild vergrößern | anzeige",
    "werbung | akzeptieren | alle akzeptieren | ablehnen | einstellungen | mehr | mehr lesen | weiterlesen",
    "weiter | zurück | nach oben | zum artikel | artikel zum hören | min | artikel anhören | vorlesen",
    "mediadaten | cookie einstellungen | stellenmarkt",
    "accueil | aller au contenu | aller au contenu principal | rubriques | recherche | rechercher | s'abonner",
    "abonnez vous | je m'abonne | je m'inscris | se connecter | connexion | s'identifier | mon compte | partager",
    "partager sur facebook | partager sur twitter | imprimer | envoyer | commenter | commentaires | publicité",
    "fermer | la suite après cette publicité | la suite après la publicité | ajouter à vos favoris",
    "écouter cet article | mentions légales | politique de confidentialité | gestion des cookies",
    "paramétrer les cookies | cgu | cgv | tout accepter | tout refuser | accepter | refuser | qui sommes nous",
    "contactez nous | voir plus | lire la suite | en savoir plus | retour en haut | plan du site | actualité",
    "actualités | loisirs | annonces | météo",
    "portada | inicio | saltar al contenido | ir al contenido | menú | buscar | noticias | deportes | economía",
    "cultura | iniciar sesión | regístrate | registrarse | suscríbete | suscribirse | compartir",
    "compartir en facebook | compartir en twitter | compartir en whatsapp | ir a los comentarios | comentarios",
    "comentar | publicidad | imprimir | enviar | aceptar | aceptar todo | rechazar | configurar | leer más",
    "ver más | seguir leyendo | aviso legal | política de cookies | política de privacidad | contacto",
    "quiénes somos | hemeroteca | última hora",
    "vai al contenuto | cronaca | politica | economia | cerca | accedi | abbonati | condividi | commenta",
    "commenti | stampa | pubblicità | chi siamo | contatti | accetta | rifiuta | leggi tutto | continua a leggere",
    "redazione",
    "pular para o conteúdo | ir para o conteúdo | assine | entrar | compartilhar | comentários | publicidade",
    "continua depois da publicidade | continua após a publicidade | leia mais | ver mais | esportes | início",
    "nieuws | zoeken | inloggen | abonneren | deel dit artikel | delen | reacties | reageer | advertentie",
    "adverteren | privacyverklaring | lees meer | lees verder | colofon | cookie instellingen | accepteren | weigeren",
    "przejdź do treści | wiadomości | zaloguj się | zaloguj | udostępnij | komentarze | skomentuj | reklama",
    "szukaj | polityka prywatności | czytaj dalej | czytaj więcej | drukuj | regulamin",
)

# Headings of lists that lead away from the story; what follows in list shape goes with them.
LIST_HEADINGS = _phrases(
    "related | related articles | related stories | related content | related news | related posts",
    "related topics | related coverage | related publications | related links | related tags | more on this story",
    "more on this | more on this topic | more in | more from | more stories | more news | more headlines",
    "more top stories | read more on | more like this | other news | other stories | other news in the section",
    "latest news | latest stories | latest | latest headlines | most read | most read in | most viewed",
    "most popular | most popular stories | most shared | most commented | most recent | popular | popular topics",
    "popular now | popular stories | trending | trending now | trending stories | trending topics | hot topics",
    "top stories | top headlines | editor's picks | editors picks | editors' picks | recommended",
    "recommended for you | recommended by | recommended stories | recommended reading | you may also like",
    "you might also like | you may like | you may also be interested in | you might be interested in",
    "you might have missed | in case you missed it | what to read next | read next | up next | explore further",
    "explore more on these topics | explore more | further reading | don't miss | don't miss these | must read",
    "around the web | from the web | from around the web | elsewhere on the site | elsewhere on the web | ads by",
    "sponsored | sponsored stories | promoted stories | news of partners | partner news | from our partners",
    "topics | tags | categories | archives | blog archive | recent posts | recent articles | recent comments",
    "see also | also read | read also | also on | today's top stories | this week's top stories | more to explore",
    "keep on reading | next up | topics in this article | topics mentioned in this article | learn more about",
    "more about | watch next",
    "mehr zum thema | auch interessant | das könnte sie auch interessieren | das könnte sie interessieren",
    "lesen sie auch | lesen sie mehr | meistgelesen | meistgelesene artikel | meist gelesen | weitere artikel",
    "weitere themen | mehr aus | weitere nachrichten | verwandte themen | verwandte artikel | themen",
    "schlagwörter | schlagworte | aktuelle nachrichten",
    "lire aussi | à lire aussi | sur le même thème | à lire également | sur le même sujet | les plus lus | le plus lu",
    "dans la même rubrique | à voir aussi | vous aimerez aussi | nos derniers articles | articles liés",
    "articles similaires | plus d'articles",
    "más información | te puede interesar | también te puede interesar | le puede interesar | lo más leído",
    "lo más visto | lo más | noticias relacionadas | artículos relacionados | archivado en | etiquetas | temas",
    "más noticias | lee también",
    "leggi anche | potrebbe interessarti | ti potrebbe interessare | i più letti | articoli correlati | argomenti",
    "leia também | veja também | mais lidas | notícias relacionadas | saiba mais | tópicos",
    "lees ook | meer nieuws | meest gelezen | gerelateerde artikelen | ook interessant | bekijk ook | meer over",
    "czytaj także | czytaj też | zobacz też | zobacz także | najczęściej czytane | najpopularniejsze | polecane | tagi",
)

# Headings of readers' comments; whatever follows belongs to them where it looks like a thread.
COMMENT_HEADINGS = _phrases(
    "comments | comment | comments on | thoughts on | responses to | replies | join the conversation | discussion",
    "reader comments | readers' comments | kommentare | leserkommentare | commentaires | vos réactions",
    "comentarios | commenti | comentários | reacties | komentarze",
)

# Signs that a line belongs to a thread of comments.
THREAD_SIGNS = _phrases(
    "reply | report | like | said | likes | upvote | downvote | antworten | melden | répondre | signaler",
    "responder | ago | hours ago | hour ago | days ago | day ago | minutes ago | at am | at pm",
    "log in or register to comment",
)

# Labels of a caption that stands on the next line.
CAPTION_HEADINGS = _phrases(
    "image caption | media caption | image source | view gallery | caption | hide caption | toggle caption",
    "open image in gallery | bild vergrößern | enlarge image | bildunterschrift",
)

# Headings over a line about the author or the publisher.
ABOUT_HEADINGS = _phrases(
    "about the author | about the authors | about the contributor | about the contributors | about the writer",
    "about the journalist | über den autor | über die autorin | zur person | à propos de l'auteur",
    "sobre el autor | sobre la autora | sull'autore | sobre o autor | over de auteur | o autorze",
)

# What stands before a colon or a bar, with the thing it announces after it.
LABELS = _phrases(
    "read | read more | also read | read also | must read | see also | also see | see | watch | listen",
    "listen on | related",
    "more | more news | more on this | more information | you might also like | you may also like | don't miss",
    "in pictures | in photos | photos | photo | photograph | photographs | picture | pictures | image | images",
    "credit | photo credit | image credit | credits | video | illustration | illustrations | graphic | source",
    "via | tags | tag | labels | topics | filed under | categories | category | keywords | posted in | hot topics",
    "next | previous | next up | up next | next article | next post | previous article | previous post",
    "next story | previous story | share | share this | share on | share or comment on this article | follow",
    "follow us | follow us on | subscribe to | sort by | published | posted | updated | last updated",
    "first published | modified | last modified | created | date | time | author | written by | by | words | text",
    "editor | reporting | interview | journal information | provided by | citation | media contact",
    "media contacts | press contact | contact | view original content | views | comments | hits",
    "number of readings | font size | text size | reading time | print | stand | aktualisiert | veröffentlicht",
    "foto | fotos | bild | bilder | quelle | autor | lesen sie auch | mehr",
    "mehr zum thema | schlagwörter | themen | von",
    "lire aussi | à lire aussi | à lire | à voir | crédit photo | crédit | photo d'illustration | mots clés",
    "temps de lecture | publié | mis à jour | lee también | lea también | leer más",
    "más información | etiquetas | actualizado | publicado | fuente",
    "leggi anche | fonte | aggiornato",
    "leia também | leia mais | veja também | atualizado | lees ook | bron",
    "czytaj także | czytaj też | zobacz też | źródło | twitter | facebook | instagram | whatsapp | telegram | tel",
    "phone | fax | web | website | e mail | email | send tips to | got a tip | tips",
)

# How a line opens that speaks for the site and not for the story.
OPENINGS = _phrases(
    "sign up for | sign up to | sign up here | subscribe to | subscribe for | subscribe now | subscribe today",
    "you received this | you are receiving this | something went wrong | find out how | find out what's",
    "find out what | find out more | printed from | this page was last",
    "click here | click to | click on | tap here | follow us | follow our | follow all | like us on",
    "like our page | join us on | find us on | read us in | read us on | keep up with all | catch all the",
    "get the latest | get breaking | get our | get all the | get unlimited | get more | get the day's",
    "stay informed | stay up to date | stay connected | download the | download our | never miss | don't miss out",
    "join the conversation | join our | join the discussion | already a subscriber | already have an account",
    "not a subscriber | already a member | you have read | you have reached | you've reached | this content is",
    "enjoy unlimited | unlimited access | start your free | support our | support us | thanks for reading",
    "thank you for reading | did you enjoy | enjoyed this | was this helpful | was this article | have your say",
    "tell us what | let us know | what do you think | have you been affected | are you in | got a tip",
    "got a story | do you have a story | do you have information | have a story | have an opinion",
    "have you noticed | have noticed a mistake | found a mistake | if you have found | if you find a",
    "report a correction | report an error | at use of materials | please include a contact | please enable",
    "please turn on | your browser | ad blocker | by clicking | by continuing | by using this | by signing up",
    "by subscribing | this site uses | this website uses | we use cookies | we and our | we value your",
    "all rights reserved | copyright | this material may not | this document is subject to copyright",
    "this article was originally | this story was originally | this article originally | this story originally",
    "this article first | this article appeared in | this article is republished | this story was produced",
    "this is a developing story | this story is developing | this live blog | this liveblog",
    "this blog is now closed | from the print edition | from the magazine | the views expressed",
    "the opinions expressed | views expressed | opinions expressed | reporting by | additional reporting by",
    "editing by | edited by | written by | compiled by | posted by | posted on | posted at | published on",
    "published at | published by | updated on | updated at | last updated | last modified | first published",
    "and last updated | photo by | photos by | photographs by | photography by | picture by | pictures by",
    "image by | illustration by | illustrations by | text by | words by | video by | graphic by | photo courtesy",
    "image courtesy | file photo | filed under | posted in | tagged with | tagged in | tagged as | powered by",
    "designed by | proudly powered by | listen to | share on | share this | share via | share your | share to",
    "email this | with agency inputs | with inputs from | with reporting by | our standards | editor's note this",
    "more from | more in | read more | read also | also read | see also | read the | read next | view all",
    "view original | view more | view comments | see more | see all | continue reading | related articles",
    "related stories | most read | you might also | you may also | recommended by | ads by | advertisement",
    "sponsored by | sponsored content | paid for by | odds by | choose the plan | choose your | search for",
    "be the first to | leave a comment | post a comment | log in or | log in to | sign in to | register to",
    "your email address | save my name | republish our | all quotes delayed | transcripts are created | visit our",
    "explore more | about the author | now signed up | receive our | receive the | enter your | story saved",
    "to continue reading log | to continue reading sign | to continue reading subscribe | to continue reading register",
    "to continue reading please | to continue reading create | create a free account | create your free account",
    "was this forwarded | was this email forwarded | was this newsletter forwarded | comments are closed",
    "comments are now closed | for all latest news | for all the latest news | for the latest news follow",
    "call us on | call us at | call our studio | call the studio | write to the editor | write to us | send us your",
    "send your | email us | contact us | letters may be",
    "for more information visit | for more on | media playback is | this video can not | this video cannot",
    "to view this | watch now | discover stories | article continues | story continues | lesen sie | mehr zum",
    "melden sie sich | abonnieren sie | folgen sie uns | jetzt abonnieren | jetzt anmelden | jetzt kostenlos",
    "wir verwenden cookies | diese website | diese seite verwendet | alle rechte vorbehalten | das könnte sie",
    "zur startseite | foto von | bild von | mit material von | quelle dpa | hier geht es zum | hier können sie",
    "haben sie einen fehler | schreiben sie uns | veröffentlicht am | aktualisiert am",
    "lire aussi | à lire | lisez aussi | abonnez vous | inscrivez vous | recevez | retrouvez toute",
    "retrouvez tous | suivez nous | rejoignez nous | article réservé | cet article est réservé | il vous reste",
    "nous utilisons des cookies | ce site utilise | en poursuivant | tous droits réservés | publié le",
    "mis à jour le | crédit photo | photo d'illustration | téléchargez | réagissez | soutenez | déjà abonné",
    "propos recueillis par | suscríbete | suscribite | recibe | regístrate | síguenos | sigue toda",
    "sigue leyendo | lee también | lea también | este sitio utiliza | utilizamos cookies | usamos cookies",
    "las cookies nos permiten | los cookies nos permiten",
    "al continuar navegando | todos los derechos | si quieres comentar | contenido exclusivo | publicado el",
    "actualizado el | foto de | descarga la app | descárgate | ya eres suscriptor | únete a | apúntate a",
    "iscriviti | seguici",
    "leggi anche | abbonati | questo sito utilizza | riproduzione riservata | tutti i diritti | pubblicato il",
    "aggiornato il | receba | assine | siga nos | siga o",
    "leia também | todos os direitos | este site utiliza | publicado em | atualizado em | clique aqui",
    "schrijf je in | meld je aan | volg ons",
    "lees ook | abonneer | deze website | deze site gebruikt | alle rechten | wij gebruiken cookies | zapisz się",
    "czytaj także | czytaj też | obserwuj nas | śledź nas | dołącz do | ta strona używa",
    "wszelkie prawa zastrzeżone | data publikacji",
)

# Wording that, outside quotation marks, hardly ever belongs to a story.
GIVEAWAYS = _phrases(
    "all rights reserved | sharing this article | available under a free | available under the creative",
    "your email address will not be published | required fields are marked",
    "uses cookies to | use of cookies | use cookies and | we use cookies | store cookies on your device",
    "access information on a device | our cookie policy | our privacy policy | our terms | cookies and similar",
    "manage your choices | personalized ads | personalised ads | link at the bottom of our pages",
    "may not be published broadcast | without permission | without the written permission | getty images",
    "shutterstock | image source | image caption | photo courtesy | picture courtesy | file photo | file picture",
    "courtesy photo | to your inbox | in your inbox | daily newsletter | weekly newsletter | free newsletter",
    "our newsletter | news newsletter | newsletters may contain | our weekly update | sign up here | unsubscribe",
    "our journalism | readers like you | independent journalism | nonprofit newsroom | for external sites",
    "content of external sites | do not necessarily reflect | does not necessarily reflect",
    "are those of the author | are those of the authors | contributed to this report",
    "contributed to this article | contributed to this story | contributed reporting | story continues below",
    "originally published | in its final form | commission on | earn a commission | affiliate links | our app",
    "our telegram channel | channel in telegram | our website | our facebook page | our youtube channel",
    "subscribe to our | follow us on | us on facebook | us on twitter | on facebook and twitter | view this post on",
    "on social media channels | ctrl enter | save my name email | sign in to comment | under a creative commons",
    "our podcast | wherever you get your podcasts | leave a comment below | in the comments below",
    "in the comments section | share it with your friends | share this article | share this story | follow her on",
    "follow him on | follow them on | reach him at | reach her at | reach them at | can be reached at",
    "is a freelance | turn off your ad blocker | disabling it for our site | site statistics | newsdesk email",
    "our newsdesk | our reporters securely | tips at | the comments below | have not been moderated | our users",
    "print edition | digital access | cancel any time | cancel anytime | free articles this month",
    "gambling problem call | terms of use | terms of service apply | no spam | hyperlink to | is obligatory",
    "supported by its readers | supported by our readers | funded by its readers | funded by our readers",
    "letters are welcome | letters may be shortened | letters may be edited | small advertisements | studio number",
    "may be edited for length | to manage all newsletters | up to date information | licensing rights",
    "website terms | made available under | spotted a mistake | spotted an error | spot a mistake | readers editor",
    "enjoying this article | enjoying this story | read without limits | your free month | your free trial",
    "free articles left | has not been edited by | from a syndicated feed | our investigations desk",
    "unserer website | unsere datenschutzerklärung | unserer datenschutzerklärung | unseren newsletter",
    "unser newsletter | unserem newsletter | nutzung von cookies | alle rechte vorbehalten | tous droits réservés",
    "notre newsletter | notre page facebook | notre application | notre site | nos newsletters | nos partenaires",
    "politique de confidentialité | réservé aux abonnés | crédit photo | droits réservés | nuestro boletín",
    "nuestra newsletter | nuestro canal | nuestra web | nuestros socios | nuestra app | en tu correo",
    "política de cookies | todos los derechos reservados | nuestra política | riproduzione riservata",
    "nostra newsletter | alla newsletter | nostri partner | todos os direitos reservados | nossa newsletter",
    "nosso canal | no seu celular | no seu e mail | onze nieuwsbrief | alle rechten voorbehouden | onze website",
    "naszego newslettera | naszej stronie | wszelkie prawa zastrzeżone | keine nachricht mehr verpassen",
)

# Wording that is commoner around stories than in them; tells only together with other signs.
HINTS = _phrases(
    "newsletter | newsletters | inbox | subscribe | subscribers | subscriber | subscription | sign up",
    "signing up | cookies | cookie | privacy policy | privacy notice | consent | legitimate interest | opt out",
    "javascript | browser | click | click here | download | our site | this site | this website | app | follow us",
    "follow | copyright | advert | email address | email us | email | e mail | emailing | notifications | alerts",
    "breaking news | headlines | app store | google play | facebook | twitter | instagram | whatsapp | telegram",
    "youtube | podcast | read more | find out more | learn more | donate | donation | membership | member",
    "free trial | unlimited access | comment | comments | share your | get in touch | contact | terms",
    "user agreement | permission | republish | credit | photo | photograph | pictured | photographer",
    "our readers | our reporters | our team | support us | thank you | delivered | daily | never miss",
    "latest news | latest updates | log in | sign in | register | account | advertising | sponsored | partners",
    "personalised | personalized | all the latest | external sites | editor | editors | webpage",
    "datenschutzerklärung | datenschutz | einwilligung | abonnement | werbung | kostenlos | anmelden | abonnieren",
    "abonnés | abonné | inscrivez | courriel | publicité | gratuitement | application | boletín | correo",
    "suscriptores | gratis | publicidad | privacidad | consentimiento | iscriviti | abbonati | nieuwsbrief | aanmelden",
)

# Words by which a site speaks to its reader.
ADDRESS = _phrases(
    "please | you | your | yours | we | our | us | ours | sie | ihre | ihrer | ihnen | wir | unser | unsere | unserer",
    "uns | vous | votre | vos | nous | notre | nos | tu | tus | su | nuestro | nuestra | nuestros | te | ti | tuo",
    "nostra | nostro | seu | sua | nosso | nossa | je | jouw | onze | ons | twój | nasz | nasze",
)

# Verbs and prepositions of reported speech: signs of a story.
ATTRIBUTION = _phrases(
    "said | says | told | tells | added | according to | asked | warned | announced | reported | denied | claimed",
    "declared | confirmed | accused | spokesman | spokeswoman | spokesperson | police | minister | court",
    "officials | witnesses | sagte | sagt | erklärte | teilte | laut | nach angaben | polizei | sprecher",
    "sprecherin | bürgermeister | gericht | déclaré | affirmé | selon | indiqué | raconte | estime | explique",
    "préfet | préfecture | parquet | ministre | dijo | según | aseguró | afirmó | declaró | explicó | policía",
    "guardia civil | portavoz | ministro | ha detto | secondo | ha raccontato | carabinieri | polizia | disse",
    "segundo | informou | polícia | zei | volgens | meldt | politie | burgemeester | powiedział | poinformował",
    "policja | rzecznik",
)

# How a line about its author goes on after the name.
BIOGRAPHY = _phrases(
    "is a reporter | is a staff | is a senior | is a freelance | is a journalist | is a writer | is a columnist",
    "is a contributor | is a correspondent | is an editor | is the editor | is an associate | is a fellow",
    "is a visiting | is a contributing | is a political reporter | is a multimedia | is a former reporter",
    "is a producer | is a research | is a professor of | is an assistant professor | is an independent",
    "is the author of | is based in | covers | reports on | writes about | has covered | joined the | is our",
    "was a reporter | ist redakteur | ist redakteurin | ist korrespondent | arbeitet als | schreibt über",
    "est journaliste | est correspondante | est correspondant | es periodista | es redactor | es redactora",
    "è giornalista | é jornalista | é repórter",
)

# What people who make news pages are called.
ROLES = _phrases(
    "correspondent | reporter | editor | staff writer | staff reporter | staff reports | news desk | newsroom",
    "contributor | columnist | staff | bureau chief | web desk | photographer | redaktion | redaktionsteam",
    "redakteur | la rédaction | redacción | redazione | redação | redactie | redakcja | agencies | online desk",
    "digital team | freelance | onze redactie",
)

BYLINE_OPENERS = _phrases(
    "by | from | words | text | story by | story | written by | report by | analysis by | posted by | posted on",
    "photographs by | photos by | von | von unserem | aus | par | por | di | de | door | autor | autorin | auteur",
    "autore | yazan | opinion by | interview by | illustration by | illustrations by | text by | photography by",
)

# Words within a byline that are not capitalised.
NAME_PARTICLES = _phrases(
    "and | und | et | y | e | en | i | for | in | at | the | of | de | von | van | der | di",
    "da | del | la | le | dos | du",
)

DATE_NAMES = _phrases(
    "january | february | march | april | may | june | july | august | september | october | november | december",
    "jan | feb | mar | apr | jun | jul | aug | sep | sept | oct | nov | dec | monday | tuesday | wednesday",
    "thursday | friday | saturday | sunday | mon | tue | tues | wed | thu | thur | thurs | fri | sat | sun",
    "today | yesterday | januar | februar | märz | mai | juni | juli | oktober | dezember | montag | dienstag",
    "mittwoch | donnerstag | freitag | samstag | sonntag | heute | gestern | janvier | février | mars | avril",
    "juin | juillet | août | septembre | octobre | novembre | décembre | lundi | mardi | mercredi | jeudi",
    "vendredi | samedi | dimanche | aujourd'hui | enero | febrero | marzo | abril | mayo | junio | julio | agosto",
    "septiembre | octubre | noviembre | diciembre | ene | abr | ago | dic | lunes | martes | miércoles | jueves",
    "viernes | sábado | domingo | hoy | gennaio | febbraio | aprile | maggio | giugno | luglio | settembre",
    "ottobre | dicembre | lunedì | martedì | mercoledì | giovedì | venerdì | oggi | janeiro | fevereiro | março",
    "maio | junho | julho | setembro | outubro | dezembro | hoje | januari | februari | maart | mei | augustus",
    "maandag | dinsdag | woensdag | donderdag | vrijdag | zaterdag | zondag | vandaag | gisteren | stycznia",
    "lutego | marca | kwietnia | maja | czerwca | lipca | sierpnia | września | października | listopada",
    "grudnia | dzisiaj | wczoraj",
)

DATE_CONNECTIVES = _phrases(
    "am | pm | a | p | m | gmt | utc | bst | est | edt | cst | cdt | pst | pdt | mst | cet | cest | ist | et | pt",
    "t | z | at | on | of | st | nd | rd | th | h | à | às | um | uhr | le | the | o'clock | local time | alle",
    "ore | del | das | il | em | de | a las",
)

# Beside a date, these make it the stamp of a publication rather than a date of the story.
STAMP_WORDS = _phrases(
    "published | updated | posted | last | first | modified | created | edited | print | read | minute | min",
    "minutes | ago | hour | hours | day | days | week | weeks | views | comments | comment | share | shares",
    "live | news | closed | stand | aktualisiert | veröffentlicht | publié | mis | jour | mise | actualizado",
    "publicado | pubblicato | aggiornato | atualizado | geplaatst | and | version | date | posted on | breaking | time",
)
