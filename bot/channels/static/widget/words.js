// Every French word of the window, and how dates and amounts are written. \u202f and \u00a0 are the spaces that French
// wants before its double punctuation; they keep a line from beginning with it.

export const WORDS = {
  title: "Service client",
  open: "Ouvrir la discussion avec le service client",
  unread: (count) => (count > 1 ? `${count} nouveaux messages` : "1 nouveau message"),
  close: "Fermer la discussion",
  transcript: "Télécharger la conversation",
  restart: "Nouvelle conversation",
  messages: "Messages",
  you: "Vous",
  us: "Relais",
  aPerson: "Un conseiller",
  label: "Votre message",
  placeholder: "Votre message…",
  send: "Envoyer",
  person: "Parler à un conseiller",
  askPerson: "Je voudrais parler à un conseiller",
  choices: "Réponses proposées",
  opinion: "Votre avis sur cette réponse",
  up: "Réponse utile",
  down: "Réponse pas utile",
  why: "Pourquoi cette réponse\u202f?",
  rule: "Règle",
  source: "Source",
  offer: "Proposition",
  order: (number) => `Commande ${number}`,
  orderedOn: (day) => `Passée le ${day}`,
  moreLines: (count) => (count > 1 ? `et ${count} autres articles` : "et 1 autre article"),
  total: "Total",
  credit: "Avoir disponible",
  way: (carrier, tracking) => `Trajet du colis ${carrier} ${tracking}`,
  toCome: "à venir",
  greeting:
    "Bonjour, je suis Relais, l’assistant automatique du service client. Que puis-je faire pour vous\u202f?",
  addPhoto: "Joindre une photo",
  photo: "Photo jointe",
  sending: "Envoi de la photo…",
  noPhoto: "Ce fichier n’est pas une photo que je sais lire\u00a0: envoyez un JPEG, un PNG ou un WebP.",
  photoLost: "La photo n’est pas partie. Vérifiez votre connexion et envoyez-la à nouveau.",
  writing: "Relais écrit…",
  late: "La réponse tarde un peu, merci de patienter.",
  lost: "Connexion perdue. Elle reprendra d’elle-même.",
  kept: "Connexion perdue. Votre message partira dès son retour.",
  unsent: "Non envoyé",
  expired: "Cette conversation a expiré. Votre prochain message en ouvrira une nouvelle.",
  failed: "Une erreur est survenue. Réessayez dans un instant.",
};

const EFFECTS = {
  cancel_with_credit: "annulation avec avoir",
  open_incident: "ouverture d’un incident",
  open_claim: "ouverture d’une réclamation",
  open_return: "ouverture d’un retour",
  request_label_refund: "demande de remboursement d’étiquette",
  stop_production: "demande d’arrêt de fabrication",
  open_ticket: "demande à un conseiller",
  send_email: "envoi d’un e-mail",
};
const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });
// Dates of an order are the shop's, wherever the customer is.
const PARIS = "Europe/Paris";
const days = {
  long: new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", timeZone: PARIS }),
  short: new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", timeZone: PARIS }),
};
const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });

export const hourOf = (at) => hour.format(at);
export const momentOf = (at) => moment.format(at);
export const dayOf = (at, style = "long") => days[style].format(new Date(at)).replace(/\b1 /, "1er ");
export const amountOf = (amount) => euros.format(Number(amount));

export function offerWords({ effect, amount }) {
  const words = EFFECTS[effect] ?? "une démarche";
  return amount ? `${words}\u00a0: ${amountOf(amount)}` : words;
}

// The server's plain spaces made the ones that do not break.
export function typeset(text) {
  return text.replace(/ ([?!;])/g, "\u202f$1").replace(/ ([:»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
}
