import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Vertraulichkeit prüfen',
  verifyTitle: 'Prüfen, ob der Anruf vertraulich ist',
  verifyAsking: name => `Warten auf ${name} …`,
  verifyCompare: name => `Laut mit ${name} vergleichen, nie im Chat.`,
  verifyEmoji: 'Emojis zum Vergleichen',
  emojiMatch: 'Sie stimmen überein',
  emojiDiffer: 'Sie stimmen nicht überein',
  rememberPerson: name => `${name} merken`,
  rememberHint:
    'Dieser Browser behält einen Schlüssel, der spätere Anrufe von selbst prüft. Skripte dieser Seite können ihn benutzen.',
  verifiedTitle: name => `Der Anruf mit ${name} ist vertraulich`,
  verifiedHint: 'Auch der Server, der die Verbindung herstellt, kann nicht mithören.',
  verifyWaiting: name => `Jetzt fehlt noch die Bestätigung von ${name}.`,
  remembersPerson: name => `Dieser Browser merkt sich ${name}.`,
  cantRemember: 'Dieser Browser kann keine Schlüssel behalten. Der nächste Anruf ist neu zu prüfen.',
  differTitle: 'Die Emojis stimmen nicht überein',
  differHint: name =>
    `Vielleicht hört jemand mit. Nichts Vertrauliches sagen, den Anruf verlassen und ${name} auf anderem Weg erreichen.`,
  brokenOffTitle: 'Die Prüfung wurde unterbrochen',
  brokenOffHint: name => `${name} hat abgebrochen, oder die Verbindung war weg. Noch ist nichts bewiesen.`,
  noAnswerTitle: name => `Keine Antwort von ${name}`,
  noAnswerHint:
    'Vielleicht ist die Seite dort veraltet, oder niemand hat die Frage gesehen. Noch ist nichts bewiesen.',
  cantVerifyTitle: name => `Der Anruf mit ${name} lässt sich nicht prüfen`,
  cantVerifyHint:
    'Dafür braucht es auf beiden Seiten dieselbe Anrufseite und einen aktuellen Browser. Der Anruf geht weiter wie bisher.',
  verifyAborts: count =>
    `${count}-mal in Folge unterbrochen. Vielleicht versucht jemand, sich dazwischenzuschalten: nichts Vertrauliches sagen.`,
  wantsToVerify: name => `${name} möchte prüfen, ob der Anruf vertraulich ist`,
  compareEmoji: 'Vergleichen',
  notNow: 'Nicht jetzt',
  checkAgain: 'Erneut prüfen',
  verified: 'Geprüft',
  verifiedAs: name => `Geprüft als ${name}`,
  notPrivate: 'Emojis stimmten nicht überein',
  keyChanged: 'Auf diesem Gerät nicht geprüft',
  keyChangedHint: name =>
    `${name} wurde früher in einem anderen Browser geprüft. Das hier ist ein neues Gerät, oder die Daten jenes Browsers wurden gelöscht.`,
  roomDiffers: name => `${name} sieht andere Personen im Raum. Am besten einander sagen, wer da ist.`,
  forgetPeople: 'Geprüfte Personen vergessen',
  forgetHint:
    'Löscht alle Schlüssel, die dieser Browser für vertrauliche Anrufe behält. Danach sind wieder Emojis zu vergleichen.',
  forgotten: 'Dieser Browser hat sich niemanden gemerkt.',
  emojiNames: (
    'Hund,Katze,Löwe,Pferd,Einhorn,Schwein,Elefant,Hase,Panda,Hahn,Pinguin,Schildkröte,Fisch,Oktopus,Schmetterling,Blume,' +
    'Baum,Kaktus,Pilz,Globus,Mond,Wolke,Feuer,Banane,Apfel,Erdbeere,Mais,Pizza,Torte,Herz,Smiley,Roboter,' +
    'Hut,Brille,Schraubenschlüssel,Weihnachtsmann,Daumen hoch,Regenschirm,Sanduhr,Wecker,Geschenk,Glühbirne,Buch,Bleistift,Büroklammer,Schere,Schloss,Schlüssel,' +
    'Hammer,Telefon,Flagge,Zug,Fahrrad,Flugzeug,Rakete,Pokal,Ball,Gitarre,Trompete,Glocke,Anker,Kopfhörer,Ordner,Stecknadel'
  ).split(','),
};
