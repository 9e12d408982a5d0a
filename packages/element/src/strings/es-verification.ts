import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Comprobar la privacidad',
  verifyTitle: 'Comprobar que la llamada es privada',
  verifyAsking: name => `Esperando a ${name}…`,
  verifyCompare: name => `Compáralos en voz alta con ${name}, nunca por el chat.`,
  verifyEmoji: 'Emojis para comparar',
  emojiMatch: 'Coinciden',
  emojiDiffer: 'No coinciden',
  rememberPerson: name => `Recordar a ${name}`,
  rememberHint:
    'Guarda en este navegador una clave que comprueba sola las próximas llamadas. Los scripts de esta página pueden usarla.',
  verifiedTitle: name => `No hay nadie entre tú y ${name}`,
  verifiedHint: 'Ni siquiera el servidor que establece la conexión puede escuchar.',
  verifyWaiting: name => `Falta que ${name} también lo confirme.`,
  remembersPerson: name => `Este navegador recuerda a ${name}.`,
  cantRemember: 'Este navegador no puede guardar claves: habrá que comprobar también la próxima llamada.',
  differTitle: 'Los emojis no coinciden',
  differHint: name =>
    `Puede que alguien esté escuchando. No digas nada confidencial, sal de la llamada y habla con ${name} por otra vía.`,
  brokenOffTitle: 'La comprobación se ha interrumpido',
  brokenOffHint: name => `${name} la ha detenido o se ha perdido la conexión. Aún no se ha demostrado nada.`,
  noAnswerTitle: name => `Sin respuesta de ${name}`,
  noAnswerHint:
    'Puede que allí la página sea antigua o que nadie haya visto la pregunta. Aún no se ha demostrado nada.',
  cantVerifyTitle: name => `La llamada con ${name} no se puede comprobar`,
  cantVerifyHint:
    'Hace falta la misma página de llamadas y un navegador actualizado en ambos lados. La llamada sigue como antes.',
  verifyAborts: count =>
    `Interrumpida ${count} veces seguidas. Puede que alguien intente ponerse en medio: no digas nada confidencial.`,
  wantsToVerify: name => `${name} quiere comprobar que la llamada es privada`,
  compareEmoji: 'Comparar',
  notNow: 'Ahora no',
  checkAgain: 'Comprobar otra vez',
  verified: 'Identidad comprobada',
  verifiedAs: name => `Identidad comprobada: ${name}`,
  notPrivate: 'Los emojis no coincidieron',
  keyChanged: 'Sin comprobar en este dispositivo',
  keyChangedHint: name =>
    `Ya habías comprobado a ${name} en otro navegador. Este es un dispositivo nuevo, o se borraron los datos de aquel navegador.`,
  roomDiffers: name =>
    `${name} ve en la sala a otras personas que tú. Conviene decir en voz alta quién está.`,
  forgetPeople: 'Olvidar a las personas comprobadas',
  forgetHint:
    'Borra todas las claves que este navegador guarda para llamadas privadas. Habrá que volver a comparar emojis.',
  forgotten: 'Este navegador no recuerda a nadie.',
  emojiNames: (
    'Perro,Gato,León,Caballo,Unicornio,Cerdo,Elefante,Conejo,Panda,Gallo,Pingüino,Tortuga,Pez,Pulpo,Mariposa,Flor,' +
    'Árbol,Cactus,Seta,Globo terráqueo,Luna,Nube,Fuego,Plátano,Manzana,Fresa,Maíz,Pizza,Tarta,Corazón,Carita sonriente,Robot,' +
    'Sombrero,Gafas,Llave inglesa,Papá Noel,Pulgar arriba,Paraguas,Reloj de arena,Despertador,Regalo,Bombilla,Libro,Lápiz,Clip,Tijeras,Candado,Llave,' +
    'Martillo,Teléfono,Bandera,Tren,Bicicleta,Avión,Cohete,Trofeo,Balón,Guitarra,Trompeta,Campana,Ancla,Auriculares,Carpeta,Chincheta'
  ).split(','),
};
