# ruff: noqa: E501 - mails stand as they are written, a paragraph to a line
"""Mails as people write them: a salutation, a story, what they want, a signature. By the topic that is meant."""

from __future__ import annotations

STORY = """\
Je tiens à préciser que je suis une cliente fidèle depuis plusieurs années. L'été dernier, nous avons fait un grand voyage en Bretagne avec toute la famille, et j'avais pris soin de trier les images au fur et à mesure pour ne pas me retrouver débordée à la rentrée. Mes petits-enfants adorent regarder ces souvenirs quand ils viennent le mercredi.

Je ne suis pas très à l'aise avec l'informatique, c'est ma fille qui m'a montré comment faire, et elle m'a conseillé de vous écrire directement plutôt que d'appeler, car elle travaille elle-même dans un service administratif et sait combien les standards sont souvent saturés en fin d'année. J'espère que ce message vous parviendra.

Pour être tout à fait complète, j'ajoute que j'habite au troisième étage sans ascenseur et que je suis souvent absente le jeudi après-midi, car je participe à un atelier de peinture. Le reste du temps, on peut me trouver chez moi sans difficulté. Ma voisine du dessous, Madame Garnier, est également très serviable."""

MAILS = {
    "damaged_item": """\
Bonjour,

Je me permets de vous écrire car je suis assez déçue. J'ai passé commande chez vous début novembre pour l'anniversaire de ma mère, qui fête ses soixante-dix ans ce week-end. C'est la troisième fois que je commande sur votre site et jusqu'ici j'avais toujours été très contente de la qualité et des délais, j'en avais même parlé à mes collègues.

Le facteur a déposé le paquet hier matin. En l'ouvrant, j'ai découvert que la couverture du livre photo était complètement déchirée sur un coin et que plusieurs pages étaient pliées. Le carton, lui, paraissait en bon état, donc je pense que cela vient de chez vous et non du transport.

Merci de me dire ce que vous proposez, car je ne peux pas l'offrir dans cet état.

Bien cordialement,
Hélène Marchand
12 rue des Lilas
69003 Lyon
06 12 34 56 78""",
    "cancel_order": """\
Madame, Monsieur,

Hier soir, j'ai commandé sur votre site un livre photo et deux mugs. J'étais pressé parce que mes enfants devaient se coucher et je n'ai pas bien relu le montage avant de valider.

En regardant ce matin l'aperçu dans mon compte, je me suis aperçu que les photos de mon frère n'y sont pas et que le titre comporte une faute. Nous avons beaucoup voyagé cette année et il y avait plus de trois cents photos à trier, ce qui explique mon erreur, mais évidemment ce n'est pas votre faute.

Je souhaiterais donc annuler ma commande avant qu'elle ne parte en fabrication, puis en refaire une autre tranquillement ce week-end.

Je vous remercie par avance de votre aide et vous souhaite une excellente journée.

Pierre Delmas
Directeur commercial
Delmas & Fils – 04 78 00 00 00
www.delmas.example""",
    "parcel_not_received": """\
Bonjour Madame, bonjour Monsieur,

J'espère que vous allez bien. Je vous écris au sujet d'un achat que j'ai fait le 2 novembre sur votre boutique. À l'époque, il était indiqué que la livraison prendrait entre trois et cinq jours ouvrés, ce qui me convenait très bien puisque je partais en vacances le 15.

Or nous sommes maintenant le 22 et je n'ai toujours rien reçu. J'ai demandé à mes voisins et à la gardienne de l'immeuble, personne n'a vu passer de colis à mon nom. J'ai également vérifié la boîte aux lettres tous les jours et je n'ai pas eu d'avis de passage.

Pourriez-vous regarder ce qu'il en est et me tenir au courant ?

Avec mes remerciements,

Yvonne Kerbrat""",
    "wrong_item": """\
Bonjour,

Mon mari et moi avons reçu ce matin notre paquet, merci pour la rapidité de l'expédition, c'était vraiment parfait de ce côté-là.

Malheureusement, en ouvrant le colis, nous avons trouvé un calendrier avec les photos d'une autre famille, que nous ne connaissons pas du tout. Nous avions commandé un album de naissance pour notre fille Louise. Je suppose que deux paquets ont été intervertis dans vos ateliers et que quelqu'un d'autre a notre album en ce moment.

Comment pouvons-nous faire pour récupérer notre article ? Nous pouvons bien sûr vous renvoyer le calendrier.

Bonne réception,
Sandrine et Luc Petit

Envoyé de mon iPhone""",
    "coupon_not_working": """\
Bonjour,

J'ai reçu la semaine dernière votre lettre d'information avec une offre de bienvenue que je trouvais très intéressante. J'ai pris mon temps pour préparer mon panier : un livre, trois tirages grand format et un cadre, pour un peu plus de quatre-vingts euros.

Au moment de payer, j'ai voulu saisir le code promo BIENVENUE10 mais le site me répond qu'il n'est pas valable. J'ai essayé sur l'ordinateur de mon fils et sur ma tablette, avec et sans majuscules, rien n'y fait.

Je n'ai pas finalisé ma commande pour l'instant. Pouvez-vous me dire pourquoi il ne fonctionne pas ?

Merci beaucoup.
Cordialement,
M. Rousseau""",
    "return_item": """\
Bonjour,

Je vous contacte à propos d'un achat effectué le mois dernier. Tout d'abord, le colis est arrivé dans les temps et l'emballage était impeccable, rien à redire. Ma compagne a pu l'ouvrir le jour de son anniversaire comme prévu.

Après réflexion, le format ne nous convient pas vraiment : il est trop grand pour l'étagère sur laquelle nous voulions le poser. Il est encore dans son emballage d'origine et n'a jamais servi.

Nous aimerions le renvoyer et être remboursés. Quelle est la marche à suivre, à quelle adresse devons-nous l'expédier et les frais sont-ils à notre charge ?

Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.

Thomas Lefèvre
Tél. : 07 98 76 54 32""",
    "tracking_stuck": """\
Bonsoir,

Je reviens vers vous concernant les tirages que j'ai achetés pour décorer la chambre de ma fille, qui rentre de l'étranger dans dix jours et à qui je voulais faire la surprise. J'ai tout repeint moi-même et il ne manque plus que les cadres aux murs.

Le suivi de mon colis n'a pas bougé depuis le 9 novembre : il est écrit qu'il est pris en charge à la plateforme d'Orléans, et plus rien depuis. J'ai appelé le transporteur, qui m'a dit de voir avec l'expéditeur. C'est un peu le serpent qui se mord la queue, vous en conviendrez.

Pouvez-vous faire quelque chose de votre côté ? Je commence à m'inquiéter sérieusement.

Je vous souhaite une bonne fin de semaine.

Nathalie Bertin""",
    "change_address": """\
Bonjour,

Nous venons de déménager un peu plus vite que prévu : le propriétaire de notre nouvelle maison nous a remis les clés quinze jours plus tôt, et nous en avons profité pour tout transporter pendant les vacances scolaires. C'est vous dire si ces dernières semaines ont été mouvementées, entre les cartons, les enfants et le chien.

Dans la précipitation, j'ai oublié de mettre à jour mon compte. Ma commande 204377 passée dimanche va donc partir à notre ancienne adresse, où il n'y a plus personne pour la réceptionner. Il faudrait la faire livrer au 8 chemin des Vignes, 21200 Beaune.

Est-ce encore possible ? Je peux vous appeler si c'est plus simple.

Bien à vous,
Amandine Roche""",
    "payment_failed": """\
Bonjour,

Cela fait maintenant trois fois que j'essaie de régler mon panier sur votre site et je finis par perdre patience. Je suis pourtant habituée aux achats en ligne, j'en fais toutes les semaines pour l'association dont je suis la trésorière, et je n'ai jamais rencontré ce genre de difficulté ailleurs.

À chaque fois, mon paiement est refusé au moment de valider avec ma carte bancaire. Ma banque me confirme qu'il n'y a aucun blocage de leur côté et que le plafond n'est pas atteint. J'ai essayé avec un autre navigateur et même sur le téléphone de mon mari.

Que dois-je faire pour que le paiement passe ? Je ne voudrais pas perdre tout le travail de mise en page, j'y ai passé deux soirées.

D'avance merci,
Colette Aubry
Trésorière de l'association Les Amis du Canal""",
    "delivered_not_received": """\
Madame, Monsieur,

Je vous écris avec un certain étonnement. Je travaille à la maison toute la semaine, mon bureau donne directement sur la rue, et je peux vous assurer que personne n'est passé mardi. Nous avons d'ailleurs un petit chien qui aboie dès que quelqu'un approche du portail.

Pourtant, d'après le suivi, mon colis a été livré mardi à 11 h 42. Il n'y a rien dans la boîte aux lettres, rien devant la porte, et les voisins des deux côtés n'ont rien réceptionné pour nous. Le bureau de poste non plus.

Il s'agit de l'album de mariage de mes parents, autant vous dire que nous y tenons. Merci de lancer les recherches qui s'imposent.

Je reste à votre disposition pour tout renseignement complémentaire.

Olivier Caron""",
    "refund_time": """\
Bonjour,

Suite à nos échanges du mois dernier, que j'ai trouvés très agréables – remerciez d'ailleurs votre collègue Camille de ma part, elle a été d'une grande patience avec moi –, vous m'aviez confirmé que vous alliez me rembourser ma commande annulée.

À ce jour, je ne vois toujours pas le remboursement sur mon compte. J'ai regardé mes relevés depuis le début du mois, et ma conseillère à la banque me dit qu'aucun virement n'est en attente. Le montant n'est pas énorme, mais à l'approche des fêtes chaque euro compte, vous le savez bien.

Sous quel délai vais-je être remboursée ?

Très bonne journée à toute l'équipe,
Monique Ferrand""",
    "partial_delivery": """\
Bonjour à tous,

Tout d'abord bravo pour la qualité de vos tirages : le livre de nos vacances est superbe, les couleurs sont fidèles et le papier est épais, mes beaux-parents étaient ravis quand nous le leur avons montré dimanche pendant le déjeuner de famille.

J'ai en revanche un petit souci. J'avais commandé ce livre et quatre mugs, or dans le carton il n'y avait que le livre. Les mugs manquent, et je n'ai pas trouvé de mot indiquant qu'ils arriveraient plus tard. Le bon de livraison les mentionne pourtant bien.

Vont-ils arriver dans un second colis, ou ont-ils été oubliés ?

Merci pour votre retour et bonne semaine,
Guillaume et Elsa""",
}


def long(topic: str) -> str:
    """With a story before and after what is wanted: 2,600 to 2,800 characters."""
    first, *middle, last = MAILS[topic].split("\n\n")
    return "\n\n".join([first, STORY, *middle, STORY.replace("Bretagne", "Corse"), last])
