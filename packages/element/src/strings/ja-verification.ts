import type {VerificationStrings} from './verification.js';

const san = (name: string) => (name === 'どなたか' ? name : `${name} さん`);

export const strings: VerificationStrings = {
  verifyPerson: '盗聴がないか確認',
  verifyTitle: '通話が盗聴されていないか確認',
  verifyAsking: name => `${san(name)}の応答を待っています…`,
  verifyCompare: name => `チャットではなく、声に出して${san(name)}と照合してください。`,
  verifyEmoji: '照合する絵文字',
  emojiMatch: '一致する',
  emojiDiffer: '一致しない',
  rememberPerson: name => `${san(name)}を記憶する`,
  rememberHint:
    'このブラウザーに鍵を保存し、次回からは自動で確認します。このページのスクリプトも鍵を使えます。',
  verifiedTitle: name => `あなたと${san(name)}の間には誰もいません`,
  verifiedHint: '接続を仲介するサーバーも、通話を聞くことはできません。',
  verifyWaiting: name => `${san(name)}の確認を待っています。`,
  remembersPerson: name => `このブラウザーは${san(name)}を記憶しています。`,
  cantRemember: 'このブラウザーには鍵を保存できません。次回の通話でもう一度確認してください。',
  differTitle: '絵文字が一致しません',
  differHint: name =>
    `誰かが盗聴している可能性があります。秘密の話はせずに退出し、別の方法で${san(name)}に連絡してください。`,
  brokenOffTitle: '確認が中断されました',
  brokenOffHint: name => `${san(name)}が中止したか、接続が切れました。安全かどうかはまだわかりません。`,
  noAnswerTitle: name => `${san(name)}の応答がありません`,
  noAnswerHint:
    '相手のページが古いか、確認の依頼に気づいていない可能性があります。安全かどうかはまだわかりません。',
  cantVerifyTitle: name => `${san(name)}との通話は確認できません`,
  cantVerifyHint: '双方に同じ通話ページと最新のブラウザーが必要です。通話はこのまま続けられます。',
  verifyAborts: count =>
    `${count} 回続けて中断されました。誰かが間に入ろうとしている可能性があります。秘密の話はしないでください。`,
  wantsToVerify: name => `${san(name)}が、通話が盗聴されていないか確認しようとしています`,
  compareEmoji: '照合する',
  notNow: '今はしない',
  checkAgain: 'もう一度確認',
  verified: '確認済み',
  verifiedAs: name => `${san(name)}として確認済み`,
  notPrivate: '絵文字が不一致',
  keyChanged: 'この端末は未確認',
  keyChangedHint: name =>
    `${san(name)}は以前、別のブラウザーで確認済みです。新しい端末か、ブラウザーのデータが消去されています。`,
  roomDiffers: name =>
    `${san(name)}に見えているルームの参加者が、あなたと異なります。誰がいるか、互いに伝えてください。`,
  forgetPeople: '確認した相手を忘れる',
  forgetHint: 'このブラウザーに保存された確認用の鍵をすべて削除します。次回は絵文字の照合が必要になります。',
  forgotten: 'このブラウザーは誰も記憶していません。',
  emojiNames: (
    '犬,猫,ライオン,馬,ユニコーン,ブタ,ゾウ,ウサギ,パンダ,ニワトリ,ペンギン,カメ,魚,タコ,チョウ,花,' +
    '木,サボテン,キノコ,地球,月,雲,炎,バナナ,リンゴ,イチゴ,トウモロコシ,ピザ,ケーキ,ハート,スマイル,ロボット,' +
    '帽子,メガネ,スパナ,サンタ,親指,傘,砂時計,目覚まし時計,プレゼント,電球,本,鉛筆,クリップ,ハサミ,錠前,鍵,' +
    'ハンマー,電話,旗,列車,自転車,飛行機,ロケット,トロフィー,ボール,ギター,トランペット,ベル,いかり,ヘッドホン,フォルダー,画びょう'
  ).split(','),
};
