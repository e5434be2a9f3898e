// What the five demo shops sell; nothing but the look of the demo page depends on it.

export const SHOPS = {
  pictoonline: {
    title: "PictoOnline",
    slogan: "Vos photos, imprimées avec soin",
    drawing: "M6 10h36v28H6zM6 32l10-10 8 8 6-6 12 10M32 18a2 2 0 1 0 .1 0",
    goods: [["Livre photo, 40 pages", "24,90\u00a0€"], ["Tirages 10 × 15, lot de 50", "9,50\u00a0€"], ["Toile 60 × 40 cm", "39,00\u00a0€"]],
  },
  imprimante: {
    title: "La boutique d’imprimantes",
    slogan: "Imprimez sans y penser",
    drawing: "M14 18V6h20v12M8 18h32v16H8zM14 28h20v14H14zM34 23h1",
    goods: [["Imprimante multifonction", "149,00\u00a0€"], ["Cartouche noire", "18,90\u00a0€"], ["Papier A4, 500 feuilles", "6,20\u00a0€"]],
  },
  inno: {
    title: "INNO",
    slogan: "La mode et la maison, livrées chez vous",
    drawing: "M16 8l8 5 8-5 10 8-5 7-3-2v21H14V21l-3 2-5-7z",
    goods: [["Chemise en lin", "59,95\u00a0€"], ["Parure de lit", "79,95\u00a0€"], ["Bougie parfumée", "24,95\u00a0€"]],
  },
  laposte_pro: {
    title: "La Poste Pro",
    slogan: "Vos envois d’entreprise, en quelques clics",
    drawing: "M5 12h38v24H5zM5 12l19 15 19-15",
    goods: [["Étiquette Colissimo", "8,10\u00a0€"], ["Timbres, carnet de 12", "16,68\u00a0€"], ["Emballage prêt à poster", "11,50\u00a0€"]],
  },
  logistique: {
    title: "Service logistique",
    slogan: "Chaque colis suivi, de l’entrepôt à la porte",
    drawing: "M6 15l18-9 18 9v18l-18 9-18-9zM6 15l18 9 18-9M24 24v18",
    goods: [["Livraison standard", "4,90\u00a0€"], ["Livraison express", "9,90\u00a0€"], ["Point relais", "3,50\u00a0€"]],
  },
};
