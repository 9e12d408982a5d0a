import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: 'Verificar privacidade',
  verifyTitle: 'Verificar se a chamada é privada',
  verifyAsking: name => `Aguardando ${name}…`,
  verifyCompare: name => `Compare os emojis em voz alta com ${name}, nunca pelo chat.`,
  verifyEmoji: 'Emojis para comparar',
  emojiMatch: 'São iguais',
  emojiDiffer: 'Não são iguais',
  rememberPerson: name => `Lembrar de ${name} neste navegador`,
  rememberHint:
    'Este navegador guarda uma chave e com ela verifica as próximas chamadas. Os scripts desta página podem usá-la.',
  verifiedTitle: name => `Sua chamada com ${name} é privada`,
  verifiedHint: 'Nem o servidor que conecta vocês consegue escutar.',
  verifyWaiting: name => `Falta a confirmação de ${name}.`,
  remembersPerson: name => `Este navegador se lembra de ${name}.`,
  cantRemember:
    'Este navegador não pode guardar chaves: será preciso repetir a verificação na próxima chamada.',
  differTitle: 'Os emojis não são iguais',
  differHint: name =>
    `Talvez alguém esteja escutando. Não diga nada confidencial, saia da chamada e fale com ${name} de outra forma.`,
  brokenOffTitle: 'A verificação foi interrompida',
  brokenOffHint: name =>
    `${name} parou a verificação, ou a conexão caiu. Ainda não se sabe se a chamada é privada.`,
  noAnswerTitle: name => `Sem resposta de ${name}`,
  noAnswerHint:
    'A página da outra pessoa pode estar desatualizada, ou ninguém viu o pedido. Ainda não se sabe se a chamada é privada.',
  cantVerifyTitle: name => `A chamada com ${name} não pode ser verificada`,
  cantVerifyHint:
    'Talvez a outra pessoa use outro aplicativo, ou um dos navegadores seja antigo demais. A chamada continua como antes.',
  verifyAborts: count =>
    `A verificação foi interrompida ${count} vezes seguidas. Talvez alguém esteja tentando interceptar a chamada: não diga nada confidencial.`,
  wantsToVerify: name => `${name} quer verificar se a chamada é privada`,
  compareEmoji: 'Comparar',
  notNow: 'Agora não',
  checkAgain: 'Verificar de novo',
  verified: 'Privacidade verificada',
  verifiedAs: name => `Privacidade verificada com o nome ${name}`,
  notPrivate: 'Os emojis não eram iguais',
  keyChanged: 'Em um dispositivo não verificado',
  keyChangedHint: name =>
    `Você já verificou a privacidade com ${name}. Agora essa pessoa usa outro dispositivo ou navegador, apagou os dados do navegador que usava, ou não é a mesma pessoa.`,
  roomDiffers: name =>
    `A lista de pessoas na sala que ${name} vê é diferente da sua. Confirmem em voz alta quem está na sala.`,
  forgetPeople: 'Esquecer as pessoas guardadas',
  forgetHint:
    'Apaga todas as chaves que este navegador guarda para chamadas privadas. Será preciso comparar emojis de novo.',
  forgotten: 'Este navegador não se lembra de ninguém.',
  emojiNames: (
    'Cachorro,Gato,Leão,Cavalo,Unicórnio,Porco,Elefante,Coelho,Panda,Galo,Pinguim,Tartaruga,Peixe,Polvo,Borboleta,Flor,' +
    'Árvore,Cacto,Cogumelo,Globo terrestre,Lua,Nuvem,Fogo,Banana,Maçã,Morango,Milho,Pizza,Bolo,Coração,Sorriso,Robô,' +
    'Chapéu,Óculos,Chave inglesa,Papai Noel,Polegar para cima,Guarda-chuva,Ampulheta,Despertador,Presente,Lâmpada,Livro,Lápis,Clipe de papel,Tesoura,Cadeado,Chave,' +
    'Martelo,Telefone,Bandeira,Trem,Bicicleta,Avião,Foguete,Troféu,Bola,Guitarra,Trompete,Sino,Âncora,Fones de ouvido,Pasta,Alfinete'
  ).split(','),
};
