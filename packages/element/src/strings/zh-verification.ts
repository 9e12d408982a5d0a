import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: '检查通话隐私',
  verifyTitle: '检查通话是否私密',
  verifyAsking: name => `正在等待 ${name}…`,
  verifyCompare: name => `请与 ${name} 口头核对表情符号，切勿发文字核对。`,
  verifyEmoji: '要核对的表情符号',
  emojiMatch: '一致',
  emojiDiffer: '不一致',
  rememberPerson: name => `在此浏览器中记住 ${name}`,
  rememberHint: '此浏览器会保存一个密钥，以后用它自动检查通话。此页面的脚本可以使用该密钥。',
  verifiedTitle: name => `你与 ${name} 的通话是私密的`,
  verifiedHint: '就连为你们建立连接的服务器也无法窃听。',
  verifyWaiting: name => `还在等待 ${name} 确认。`,
  remembersPerson: name => `此浏览器已记住 ${name}。`,
  cantRemember: '此浏览器无法保存密钥，下次通话时需要重新检查。',
  differTitle: '表情符号不一致',
  differHint: name => `可能有人在窃听。不要说任何机密内容，请离开通话，并用其他方式联系 ${name}。`,
  brokenOffTitle: '检查已中断',
  brokenOffHint: name => `${name} 停止了检查，或者连接已断开。目前还不知道通话是否私密。`,
  noAnswerTitle: name => `${name} 没有回应`,
  noAnswerHint: '对方的页面版本可能过旧，或者没有人看到请求。目前还不知道通话是否私密。',
  cantVerifyTitle: name => `无法检查与 ${name} 的通话`,
  cantVerifyHint: '对方可能在使用其他应用，或者其中一方的浏览器版本太旧。通话会照常继续。',
  verifyAborts: count => `检查已连续 ${count} 次中断。可能有人在试图拦截通话：不要说任何机密内容。`,
  wantsToVerify: name => `${name} 想检查通话是否私密`,
  compareEmoji: '开始核对',
  notNow: '暂不',
  checkAgain: '重新检查',
  verified: '已验证',
  verifiedAs: name => `已验证，当时名为 ${name}`,
  notPrivate: '表情符号不一致',
  keyChanged: '使用的设备未经验证',
  keyChangedHint: name => `你以前验证过 ${name}。现在对方换了设备或浏览器，或者清除了其数据，也可能是别人。`,
  roomDiffers: name => `${name} 看到的房间成员名单与你看到的不同。请互相确认房间里有谁。`,
  forgetPeople: '清除已记住的人',
  forgetHint: '删除此浏览器为私密通话保存的所有密钥。之后需要重新核对表情符号。',
  forgotten: '此浏览器没有记住任何人。',
  emojiNames: (
    '狗,猫,狮子,马,独角兽,猪,大象,兔子,熊猫,公鸡,企鹅,乌龟,鱼,章鱼,蝴蝶,花,' +
    '大树,仙人掌,蘑菇,地球,月亮,云,火,香蕉,苹果,草莓,玉米,披萨,蛋糕,心,笑脸,机器人,' +
    '帽子,眼镜,扳手,圣诞老人,大拇指,雨伞,沙漏,闹钟,礼物,灯泡,书本,铅笔,回形针,剪刀,锁,钥匙,' +
    '锤子,电话,旗帜,火车,自行车,飞机,火箭,奖杯,球,吉他,喇叭,铃铛,船锚,耳机,文件夹,图钉'
  ).split(','),
};
