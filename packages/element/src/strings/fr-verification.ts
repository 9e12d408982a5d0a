import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Vérifier la confidentialité',
  verifyTitle: 'Vérifier que l’appel est privé',
  verifyAsking: name => `En attente d’une réponse : ${name}…`,
  verifyCompare: name => `Comparez ceci à voix haute avec ${name}, jamais dans le chat.`,
  verifyEmoji: 'Émojis à comparer',
  emojiMatch: 'Ils sont identiques',
  emojiDiffer: 'Ils sont différents',
  rememberPerson: name => `Se souvenir : ${name}`,
  rememberHint:
    'Ce navigateur garde une clé, qui vérifie d’elle-même les appels suivants. Les scripts de cette page peuvent s’en servir.',
  verifiedTitle: name => `Il n’y a personne entre vous et ${name}`,
  verifiedHint: 'Même le serveur qui établit la connexion ne peut pas écouter.',
  verifyWaiting: name => `Il manque encore la confirmation de l’autre côté : ${name}.`,
  remembersPerson: name => `Ce navigateur se souvient : ${name}.`,
  cantRemember: 'Ce navigateur ne peut pas garder de clés : le prochain appel sera à vérifier de nouveau.',
  differTitle: 'Les émojis sont différents',
  differHint: name =>
    `Quelqu’un écoute peut-être. Ne dites rien de confidentiel, quittez l’appel et joignez ${name} autrement.`,
  brokenOffTitle: 'La vérification a été interrompue',
  brokenOffHint: name => `${name} y a mis fin, ou la connexion a été perdue. Rien n’est encore prouvé.`,
  noAnswerTitle: name => `Pas de réponse : ${name}`,
  noAnswerHint:
    'La page n’y est peut-être pas à jour, ou personne n’a vu la question. Rien n’est encore prouvé.',
  cantVerifyTitle: name => `L’appel avec ${name} ne peut pas être vérifié`,
  cantVerifyHint:
    'Il faut la même page d’appel et un navigateur à jour des deux côtés. L’appel continue comme avant.',
  verifyAborts: count =>
    `Interrompue ${count} fois de suite. Quelqu’un essaie peut-être de s’interposer : ne dites rien de confidentiel.`,
  wantsToVerify: name => `${name} souhaite vérifier que l’appel est privé`,
  compareEmoji: 'Comparer',
  notNow: 'Pas maintenant',
  checkAgain: 'Vérifier de nouveau',
  verified: 'Identité vérifiée',
  verifiedAs: name => `Identité vérifiée : ${name}`,
  notPrivate: 'Émojis différents',
  keyChanged: 'Non vérifié sur cet appareil',
  keyChangedHint: name =>
    `Vous avez déjà vérifié ${name} dans un autre navigateur. Il s’agit d’un nouvel appareil, ou les données de ce navigateur ont été effacées.`,
  roomDiffers: name =>
    `${name} voit d’autres personnes que vous dans la salle. Dites-vous mutuellement qui est là.`,
  forgetPeople: 'Oublier les personnes vérifiées',
  forgetHint:
    'Efface toutes les clés que ce navigateur garde pour les appels privés. Il faudra de nouveau comparer des émojis.',
  forgotten: 'Ce navigateur ne se souvient de personne.',
  emojiNames: (
    'Chien,Chat,Lion,Cheval,Licorne,Cochon,Éléphant,Lapin,Panda,Coq,Manchot,Tortue,Poisson,Poulpe,Papillon,Fleur,' +
    'Arbre,Cactus,Champignon,Globe,Lune,Nuage,Feu,Banane,Pomme,Fraise,Maïs,Pizza,Gâteau,Cœur,Sourire,Robot,' +
    'Chapeau,Lunettes,Clé à molette,Père Noël,Pouce levé,Parapluie,Sablier,Réveil,Cadeau,Ampoule,Livre,Crayon,Trombone,Ciseaux,Cadenas,Clé,' +
    'Marteau,Téléphone,Drapeau,Train,Vélo,Avion,Fusée,Trophée,Ballon,Guitare,Trompette,Cloche,Ancre,Casque audio,Dossier,Punaise'
  ).split(','),
};
