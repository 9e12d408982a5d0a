import type {VerificationStrings} from './verification.js';

const san = (name: string) => (name === 'どなたか' ? name : `${name} さん`);

export const strings: VerificationStrings = {
  verifyPerson: '盗聴がないか確認',
  verifyTitle: '通話が盗聴されていないか確認',
  verifyAsking: name => `${san(name)}の応答を待っています…`,
  verifyCompare: name => `${san(name)}と絵文字を声に出して照合してください。チャットは使わないでください。`,
  verifyEmoji: '照合する絵文字',
  emojiMatch: '一致する',
  emojiDiffer: '一致しない',
  rememberPerson: name => `${san(name)}を記憶する`,
  rememberHint:
    'このブラウザーに鍵を保存し、次回からは自動で確認します。このページのスクリプトも鍵を使えます。',
  verifiedTitle: name => `${san(name)}との通話は盗聴されていません`,
  verifiedHint: '接続を仲介するサーバーも、通話を聞くことはできません。',
  verifyWaiting: name => `${san(name)}からの「一致する」の回答を待っています。`,
  remembersPerson: name => `このブラウザーは${san(name)}を記憶しています。`,
  cantRemember: 'このブラウザーには鍵を保存できません。次回の通話でも確認が必要です。',
  differTitle: '絵文字が一致しません',
  differHint: name =>
    `誰かが盗聴している可能性があります。秘密の話はせずに退出し、別の方法で${san(name)}に連絡してください。`,
  brokenOffTitle: '確認が中断されました',
  brokenOffHint: name => `${san(name)}が中止したか、接続が切れました。盗聴の有無はまだわかりません。`,
  noAnswerTitle: name => `${san(name)}の応答がありません`,
  noAnswerHint:
    '相手のページが古いか、確認の依頼に気づいていない可能性があります。盗聴の有無はまだわかりません。',
  cantVerifyTitle: name => `${san(name)}との通話では盗聴の有無を確認できません`,
  cantVerifyHint:
    '相手が別のアプリを使っているか、どちらかのブラウザーが古すぎる可能性があります。通話はこのまま続けられます。',
  verifyAborts: count =>
    `確認が ${count} 回続けて中断されました。誰かが間に入ろうとしている可能性があります。秘密の話はしないでください。`,
  wantsToVerify: name => `${san(name)}が盗聴の有無の確認を希望しています`,
  compareEmoji: '照合する',
  notNow: '今はしない',
  checkAgain: 'もう一度確認',
  verified: '確認済み',
  verifiedAs: name => `${san(name)}として確認済み`,
  notPrivate: '絵文字が不一致',
  keyChanged: '相手の端末は未確認',
  keyChangedHint: name =>
    `${san(name)}は以前に確認済みです。相手の端末やブラウザーが変わったか、そのデータが消去されたか、別人の可能性があります。`,
  roomDiffers: name =>
    `${san(name)}に表示されている参加者の一覧が、あなたの一覧と異なります。誰がいるか、互いに伝えてください。`,
  forgetPeople: '確認した相手を忘れる',
  forgetHint: 'このブラウザーに保存された確認用の鍵をすべて削除します。次回は絵文字の照合が必要になります。',
  forgotten: 'このブラウザーに記憶されている人はいません。',
  emojiNames: (
    '犬,猫,ライオン,馬,ユニコーン,ブタ,ゾウ,ウサギ,パンダ,ニワトリ,ペンギン,カメ,魚,タコ,チョウ,花,' +
    '木,サボテン,キノコ,地球,月,雲,炎,バナナ,リンゴ,イチゴ,トウモロコシ,ピザ,ケーキ,ハート,スマイル,ロボット,' +
    '帽子,メガネ,スパナ,サンタ,親指,傘,砂時計,目覚まし時計,プレゼント,電球,本,鉛筆,クリップ,ハサミ,錠前,鍵,' +
    'ハンマー,電話,旗,列車,自転車,飛行機,ロケット,トロフィー,ボール,ギター,トランペット,ベル,アンカー,ヘッドホン,フォルダー,画びょう'
  ).split(','),
};
