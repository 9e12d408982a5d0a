import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Vérifier la confidentialité',
  verifyTitle: 'Vérifier que l’appel est privé',
  verifyAsking: name => `En attente de la réponse : ${name}…`,
  verifyCompare: name => `Comparez les émojis à voix haute avec ${name}, jamais dans le chat.`,
  verifyEmoji: 'Émojis à comparer',
  emojiMatch: 'Ils sont identiques',
  emojiDiffer: 'Ils sont différents',
  rememberPerson: name => `Retenir ${name} dans ce navigateur`,
  rememberHint:
    'Ce navigateur garde une clé avec laquelle il vérifie les appels suivants. Les scripts de cette page peuvent l’utiliser.',
  verifiedTitle: name => `Votre appel avec ${name} est privé`,
  verifiedHint: 'Même le serveur qui vous met en relation ne peut pas écouter.',
  verifyWaiting: name => `${name} doit encore confirmer.`,
  remembersPerson: name => `Ce navigateur a retenu ${name}.`,
  cantRemember:
    'Ce navigateur ne peut pas garder de clés : il faudra refaire la vérification au prochain appel.',
  differTitle: 'Les émojis sont différents',
  differHint: name =>
    `Quelqu’un écoute peut-être. Ne dites rien de confidentiel, quittez l’appel et joignez ${name} autrement.`,
  brokenOffTitle: 'La vérification a été interrompue',
  brokenOffHint: name =>
    `${name} a arrêté la vérification, ou la connexion a été perdue. On ne sait pas encore si l’appel est privé.`,
  noAnswerTitle: name => `${name} ne répond pas`,
  noAnswerHint:
    'La page de l’autre partie n’est peut-être pas à jour, ou personne n’a vu la demande. On ne sait pas encore si l’appel est privé.',
  cantVerifyTitle: name => `L’appel avec ${name} ne peut pas être vérifié`,
  cantVerifyHint:
    'L’autre partie utilise peut-être une autre application, ou l’un des navigateurs est trop ancien. L’appel continue comme avant.',
  verifyAborts: count =>
    `La vérification a été interrompue ${count} fois de suite. Quelqu’un essaie peut-être d’intercepter l’appel : ne dites rien de confidentiel.`,
  wantsToVerify: name => `${name} souhaite vérifier que l’appel est privé`,
  compareEmoji: 'Comparer',
  notNow: 'Pas maintenant',
  checkAgain: 'Vérifier de nouveau',
  verified: 'Confidentialité vérifiée',
  verifiedAs: name => `Confidentialité vérifiée sous le nom ${name}`,
  notPrivate: 'Émojis différents',
  keyChanged: 'Sur un appareil non vérifié',
  keyChangedHint: name =>
    `Vous avez déjà vérifié votre appel avec ${name}. Cette personne utilise maintenant un autre appareil ou navigateur, ou en a effacé les données, ou c’est quelqu’un d’autre.`,
  roomDiffers: name =>
    `La liste des personnes dans la salle que voit ${name} diffère de la vôtre. Vérifiez ensemble qui est là.`,
  forgetPeople: 'Oublier les personnes retenues',
  forgetHint:
    'Efface toutes les clés que ce navigateur garde pour les appels privés. Il faudra de nouveau comparer des émojis.',
  forgotten: 'Ce navigateur n’a retenu personne.',
  emojiNames: (
    'Chien,Chat,Lion,Cheval,Licorne,Cochon,Éléphant,Lapin,Panda,Coq,Manchot,Tortue,Poisson,Poulpe,Papillon,Fleur,' +
    'Arbre,Cactus,Champignon,Globe terrestre,Lune,Nuage,Feu,Banane,Pomme,Fraise,Maïs,Pizza,Gâteau,Cœur,Sourire,Robot,' +
    'Chapeau,Lunettes,Clé à molette,Père Noël,Pouce levé,Parapluie,Sablier,Réveil,Cadeau,Ampoule,Livre,Crayon,Trombone de bureau,Ciseaux,Cadenas,Clé,' +
    'Marteau,Téléphone,Drapeau,Train,Vélo,Avion,Fusée,Trophée,Ballon de sport,Guitare,Trompette,Cloche,Ancre,Casque audio,Dossier,Punaise de bureau'
  ).split(','),
};
