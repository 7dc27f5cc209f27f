import { useTexts } from '../../i18n/texts'
import type { Language } from '../../preferences/preferences'

/** The words of these two pages. They come with the pages, for few people ever open them. */
type Words = {
  readonly texts: typeof english.texts
  readonly fields: typeof english.fields
  readonly before: Record<Steps, readonly string[]>
  readonly after: Record<Steps, readonly string[]>
}
type Steps = 'whatsapp' | 'messenger' | 'instagram' | 'telegram' | 'sms' | 'custom'

const english = {
  texts: {
    title: 'Connect an inbox',
    which: 'Which channel?',
    before: 'First, at the provider',
    settings: 'The connection',
    optional: 'if there is one',
    secret: 'Stored encrypted and never shown again.',
    secretKept: 'It is stored. Leave this empty to keep it, or paste a new one.',
    connect: 'Connect',
    saved: '“{name}” is saved. Its conversations stay.',
    form: 'This does not have the form that it has at the provider. Copy it once more.',
    taken: 'Another inbox is connected to this account already.',
    atProvider: 'Then, at the provider',
    webhooks: 'Address for webhooks',
    verifyToken: 'Verify token',
    test: 'Does it work?',
    testHint: 'Asks the provider whether it knows us, and sets up there what can be set up from here.',
    testNow: 'Test the connection',
    works: 'works',
    'step.account': 'Account',
    'step.webhook': 'Webhooks',
  },
  fields: {
    phoneNumberId: 'Phone number ID',
    number: 'Phone number',
    accessToken: 'Access token',
    appSecret: 'App secret',
    pageId: 'Page ID',
    pageName: 'Name of the page',
    accountId: 'Account ID',
    userName: 'User name',
    botName: 'User name of the bot',
    botToken: 'Token of the bot',
    accountSid: 'Account SID',
    authToken: 'Auth token',
    messagingServiceSid: 'Messaging service SID',
    account: 'Name of the account',
    address: 'What customers know it by',
    deliverTo: 'Address that replies are sent to',
    secret: 'Secret (whsec_…)',
  },
  before: {
    whatsapp: [
      'In Meta’s App Dashboard open your app, then WhatsApp, then API Setup: the phone number ID stands there.',
      'Under Business settings, System users, create a token that does not expire, with whatsapp_business_messaging.',
      'The app secret is under App settings, Basic.',
    ],
    messenger: [
      'In Meta’s App Dashboard add Messenger to your app and link the page: its ID stands there.',
      'Generate an access token for the page.',
      'The app secret is under App settings, Basic.',
    ],
    instagram: [
      'The account must be a professional one and allow messages from tools: Instagram, Settings, Messages.',
      'In Meta’s App Dashboard add Instagram to your app: account ID and access token stand there.',
      'The app secret is under App settings, Basic.',
    ],
    telegram: ['In Telegram write /newbot to @BotFather.', 'Give the bot a name; BotFather answers with its token.'],
    sms: [
      'In Twilio’s console buy or choose a number that can send and receive messages.',
      'Account SID and auth token stand on the first page of the console.',
    ],
    custom: [
      'Decide on a secret: whsec_ and at least 24 bytes in base 64. Both sides sign with it.',
      'Give the address under which your side takes replies. It begins with https://.',
    ],
  },
  after: {
    whatsapp: [
      'Under WhatsApp, Configuration, put in the address and the verify token below.',
      'Subscribe to the field messages.',
    ],
    messenger: [
      'Under Messenger, Webhooks, put in the address and the verify token below.',
      'Test the connection: that subscribes the page.',
    ],
    instagram: [
      'Under Instagram, Webhooks, put in the address and the verify token below.',
      'Subscribe to messages, message_reactions and messaging_seen.',
    ],
    telegram: ['Nothing is left to do there: test the connection, which tells Telegram this address.'],
    sms: ['Open the number in Twilio’s console and put the address below under “A message comes in”, with POST.'],
    custom: ['Send webhooks to the address below, signed as Standard Webhooks says.'],
  },
}

const words: Record<Language, Words> = {
  en: english,
  fr: {
    texts: {
      title: 'Connecter une boîte',
      which: 'Quel canal ?',
      before: 'D’abord, chez le fournisseur',
      settings: 'La connexion',
      optional: 's’il y en a un',
      secret: 'Enregistré chiffré et jamais montré de nouveau.',
      secretKept: 'Il est enregistré. Laissez vide pour le garder, ou collez-en un nouveau.',
      connect: 'Connecter',
      saved: '« {name} » est enregistrée. Ses conversations restent.',
      form: 'Cela n’a pas la forme attendue par le fournisseur. Copiez-le de nouveau.',
      taken: 'Une autre boîte est déjà connectée à ce compte.',
      atProvider: 'Ensuite, chez le fournisseur',
      webhooks: 'Adresse des webhooks',
      verifyToken: 'Jeton de vérification',
      test: 'Est-ce que ça marche ?',
      testHint: 'Demande au fournisseur s’il nous connaît, et y règle ce qui peut l’être d’ici.',
      testNow: 'Tester la connexion',
      works: 'fonctionne',
      'step.account': 'Compte',
      'step.webhook': 'Webhooks',
    },
    fields: {
      phoneNumberId: 'Identifiant du numéro',
      number: 'Numéro de téléphone',
      accessToken: 'Jeton d’accès',
      appSecret: 'Clé secrète de l’app',
      pageId: 'Identifiant de la page',
      pageName: 'Nom de la page',
      accountId: 'Identifiant du compte',
      userName: 'Nom d’utilisateur',
      botName: 'Nom d’utilisateur du bot',
      botToken: 'Jeton du bot',
      accountSid: 'Account SID',
      authToken: 'Auth token',
      messagingServiceSid: 'SID du service de messagerie',
      account: 'Nom du compte',
      address: 'Nom que les clients connaissent',
      deliverTo: 'Adresse où envoyer les réponses',
      secret: 'Secret (whsec_…)',
    },
    before: {
      whatsapp: [
        'Dans le tableau de bord Meta, ouvrez votre app, puis WhatsApp, puis Configuration de l’API : l’identifiant du numéro s’y trouve.',
        'Sous Paramètres de l’entreprise, Utilisateurs système, créez un jeton sans expiration avec whatsapp_business_messaging.',
        'La clé secrète se trouve sous Paramètres de l’app, Général.',
      ],
      messenger: [
        'Dans le tableau de bord Meta, ajoutez Messenger à votre app et liez la page : son identifiant s’y trouve.',
        'Générez un jeton d’accès pour la page.',
        'La clé secrète se trouve sous Paramètres de l’app, Général.',
      ],
      instagram: [
        'Le compte doit être professionnel et autoriser les messages d’outils : Instagram, Paramètres, Messages.',
        'Dans le tableau de bord Meta, ajoutez Instagram à votre app : identifiant et jeton s’y trouvent.',
        'La clé secrète se trouve sous Paramètres de l’app, Général.',
      ],
      telegram: ['Dans Telegram, écrivez /newbot à @BotFather.', 'Donnez un nom au bot ; BotFather répond avec son jeton.'],
      sms: [
        'Dans la console Twilio, achetez ou choisissez un numéro qui envoie et reçoit des messages.',
        'Account SID et auth token sont sur la première page de la console.',
      ],
      custom: [
        'Choisissez un secret : whsec_ et au moins 24 octets en base 64. Les deux côtés signent avec lui.',
        'Donnez l’adresse où votre côté reçoit les réponses. Elle commence par https://.',
      ],
    },
    after: {
      whatsapp: ['Sous WhatsApp, Configuration, saisissez l’adresse et le jeton ci-dessous.', 'Abonnez-vous au champ messages.'],
      messenger: ['Sous Messenger, Webhooks, saisissez l’adresse et le jeton ci-dessous.', 'Testez la connexion : cela abonne la page.'],
      instagram: [
        'Sous Instagram, Webhooks, saisissez l’adresse et le jeton ci-dessous.',
        'Abonnez-vous à messages, message_reactions et messaging_seen.',
      ],
      telegram: ['Rien d’autre à y faire : testez la connexion, qui donne cette adresse à Telegram.'],
      sms: ['Ouvrez le numéro dans la console Twilio et mettez l’adresse ci-dessous sous « A message comes in », avec POST.'],
      custom: ['Envoyez les webhooks à l’adresse ci-dessous, signés selon Standard Webhooks.'],
    },
  },
  it: {
    texts: {
      title: 'Collega una casella',
      which: 'Quale canale?',
      before: 'Prima, dal fornitore',
      settings: 'Il collegamento',
      optional: 'se c’è',
      secret: 'Salvato cifrato e mai più mostrato.',
      secretKept: 'È salvato. Lascia vuoto per tenerlo, o incollane uno nuovo.',
      connect: 'Collega',
      saved: '«{name}» è salvata. Le sue conversazioni restano.',
      form: 'Non ha la forma che ha dal fornitore. Copialo di nuovo.',
      taken: 'Un’altra casella è già collegata a questo account.',
      atProvider: 'Poi, dal fornitore',
      webhooks: 'Indirizzo per i webhook',
      verifyToken: 'Token di verifica',
      test: 'Funziona?',
      testHint: 'Chiede al fornitore se ci conosce e imposta lì ciò che si può impostare da qui.',
      testNow: 'Prova il collegamento',
      works: 'funziona',
      'step.account': 'Account',
      'step.webhook': 'Webhook',
    },
    fields: {
      phoneNumberId: 'ID del numero',
      number: 'Numero di telefono',
      accessToken: 'Token di accesso',
      appSecret: 'Chiave segreta dell’app',
      pageId: 'ID della pagina',
      pageName: 'Nome della pagina',
      accountId: 'ID dell’account',
      userName: 'Nome utente',
      botName: 'Nome utente del bot',
      botToken: 'Token del bot',
      accountSid: 'Account SID',
      authToken: 'Auth token',
      messagingServiceSid: 'SID del servizio di messaggistica',
      account: 'Nome dell’account',
      address: 'Nome che i clienti conoscono',
      deliverTo: 'Indirizzo a cui inviare le risposte',
      secret: 'Segreto (whsec_…)',
    },
    before: {
      whatsapp: [
        'Nella dashboard di Meta apri la tua app, poi WhatsApp, poi Configurazione API: lì c’è l’ID del numero.',
        'In Impostazioni business, Utenti di sistema, crea un token senza scadenza con whatsapp_business_messaging.',
        'La chiave segreta è in Impostazioni dell’app, Di base.',
      ],
      messenger: [
        'Nella dashboard di Meta aggiungi Messenger alla tua app e collega la pagina: lì c’è il suo ID.',
        'Genera un token di accesso per la pagina.',
        'La chiave segreta è in Impostazioni dell’app, Di base.',
      ],
      instagram: [
        'L’account dev’essere professionale e permettere messaggi da strumenti: Instagram, Impostazioni, Messaggi.',
        'Nella dashboard di Meta aggiungi Instagram alla tua app: lì ci sono ID e token.',
        'La chiave segreta è in Impostazioni dell’app, Di base.',
      ],
      telegram: ['In Telegram scrivi /newbot a @BotFather.', 'Dai un nome al bot; BotFather risponde con il suo token.'],
      sms: [
        'Nella console di Twilio compra o scegli un numero che invia e riceve messaggi.',
        'Account SID e auth token sono nella prima pagina della console.',
      ],
      custom: [
        'Scegli un segreto: whsec_ e almeno 24 byte in base 64. Entrambe le parti firmano con esso.',
        'Indica l’indirizzo a cui la tua parte riceve le risposte. Comincia con https://.',
      ],
    },
    after: {
      whatsapp: ['In WhatsApp, Configurazione, inserisci l’indirizzo e il token qui sotto.', 'Iscriviti al campo messages.'],
      messenger: ['In Messenger, Webhook, inserisci l’indirizzo e il token qui sotto.', 'Prova il collegamento: così la pagina viene iscritta.'],
      instagram: [
        'In Instagram, Webhook, inserisci l’indirizzo e il token qui sotto.',
        'Iscriviti a messages, message_reactions e messaging_seen.',
      ],
      telegram: ['Non resta nulla da fare lì: prova il collegamento, che dà questo indirizzo a Telegram.'],
      sms: ['Apri il numero nella console di Twilio e metti l’indirizzo qui sotto in «A message comes in», con POST.'],
      custom: ['Invia i webhook all’indirizzo qui sotto, firmati come dice Standard Webhooks.'],
    },
  },
  nl: {
    texts: {
      title: 'Inbox koppelen',
      which: 'Welk kanaal?',
      before: 'Eerst, bij de aanbieder',
      settings: 'De koppeling',
      optional: 'als die er is',
      secret: 'Wordt versleuteld bewaard en nooit meer getoond.',
      secretKept: 'Is bewaard. Laat leeg om het te houden, of plak een nieuw.',
      connect: 'Koppelen',
      saved: '‘{name}’ is opgeslagen. De gesprekken blijven.',
      form: 'Dit heeft niet de vorm die het bij de aanbieder heeft. Kopieer het nog eens.',
      taken: 'Een andere inbox is al aan dit account gekoppeld.',
      atProvider: 'Daarna, bij de aanbieder',
      webhooks: 'Adres voor webhooks',
      verifyToken: 'Verificatietoken',
      test: 'Werkt het?',
      testHint: 'Vraagt de aanbieder of die ons kent, en stelt daar in wat vanaf hier kan.',
      testNow: 'Koppeling testen',
      works: 'werkt',
      'step.account': 'Account',
      'step.webhook': 'Webhooks',
    },
    fields: {
      phoneNumberId: 'ID van het nummer',
      number: 'Telefoonnummer',
      accessToken: 'Toegangstoken',
      appSecret: 'App-geheim',
      pageId: 'ID van de pagina',
      pageName: 'Naam van de pagina',
      accountId: 'ID van het account',
      userName: 'Gebruikersnaam',
      botName: 'Gebruikersnaam van de bot',
      botToken: 'Token van de bot',
      accountSid: 'Account SID',
      authToken: 'Auth token',
      messagingServiceSid: 'SID van de berichtendienst',
      account: 'Naam van het account',
      address: 'Naam die klanten kennen',
      deliverTo: 'Adres waar antwoorden heen gaan',
      secret: 'Geheim (whsec_…)',
    },
    before: {
      whatsapp: [
        'Open in het dashboard van Meta je app, dan WhatsApp, dan API-configuratie: daar staat het ID van het nummer.',
        'Maak onder Bedrijfsinstellingen, Systeemgebruikers, een token dat niet verloopt, met whatsapp_business_messaging.',
        'Het app-geheim staat onder App-instellingen, Basis.',
      ],
      messenger: [
        'Voeg in het dashboard van Meta Messenger toe aan je app en koppel de pagina: daar staat het ID.',
        'Maak een toegangstoken voor de pagina.',
        'Het app-geheim staat onder App-instellingen, Basis.',
      ],
      instagram: [
        'Het account moet professioneel zijn en berichten van tools toestaan: Instagram, Instellingen, Berichten.',
        'Voeg in het dashboard van Meta Instagram toe aan je app: daar staan ID en token.',
        'Het app-geheim staat onder App-instellingen, Basis.',
      ],
      telegram: ['Schrijf in Telegram /newbot aan @BotFather.', 'Geef de bot een naam; BotFather antwoordt met het token.'],
      sms: [
        'Koop of kies in de console van Twilio een nummer dat berichten verstuurt en ontvangt.',
        'Account SID en auth token staan op de eerste pagina van de console.',
      ],
      custom: [
        'Kies een geheim: whsec_ en minstens 24 bytes in base 64. Beide kanten tekenen ermee.',
        'Geef het adres waarop jouw kant antwoorden ontvangt. Het begint met https://.',
      ],
    },
    after: {
      whatsapp: ['Vul onder WhatsApp, Configuratie, het adres en het token hieronder in.', 'Abonneer je op het veld messages.'],
      messenger: ['Vul onder Messenger, Webhooks, het adres en het token hieronder in.', 'Test de koppeling: dat abonneert de pagina.'],
      instagram: [
        'Vul onder Instagram, Webhooks, het adres en het token hieronder in.',
        'Abonneer je op messages, message_reactions en messaging_seen.',
      ],
      telegram: ['Daar is niets meer te doen: test de koppeling, dan krijgt Telegram dit adres.'],
      sms: ['Open het nummer in de console van Twilio en zet het adres hieronder bij ‘A message comes in’, met POST.'],
      custom: ['Stuur webhooks naar het adres hieronder, getekend zoals Standard Webhooks zegt.'],
    },
  },
}

/** The words of the connection pages in the chosen language; a channel without words has none. */
export function useAccountTexts() {
  const { language } = useTexts()
  const { texts, fields, before, after } = words[language]
  const text = (key: keyof typeof texts, values: Record<string, string> = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
  return Object.assign(text, {
    field: (word: string): string => (word in fields ? fields[word as keyof typeof fields] : word),
    stepsBefore: (channel: string): readonly string[] => (channel in before ? before[channel as Steps] : []),
    stepsAfter: (channel: string): readonly string[] => (channel in after ? after[channel as Steps] : []),
  })
}
