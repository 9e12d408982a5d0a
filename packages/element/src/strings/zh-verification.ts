import type {VerificationStrings} from './verification.js';

export const strings: VerificationStrings = {
  verifyPerson: '检查私密性',
  verifyTitle: '检查通话是否私密',
  verifyAsking: name => `正在等待 ${name}…`,
  verifyCompare: name => `请与 ${name} 口头核对，切勿通过聊天。`,
  verifyEmoji: '要核对的表情',
  emojiMatch: '一致',
  emojiDiffer: '不一致',
  rememberPerson: name => `记住 ${name}`,
  rememberHint: '在此浏览器中保存一个密钥，以后的通话会自动检查。此页面的脚本可以使用它。',
  verifiedTitle: name => `你和 ${name} 之间没有第三者`,
  verifiedHint: '就连为你们建立连接的服务器也无法窃听。',
  verifyWaiting: name => `还在等待 ${name} 确认。`,
  remembersPerson: name => `此浏览器已记住 ${name}。`,
  cantRemember: '此浏览器无法保存密钥，下次通话需要重新检查。',
  differTitle: '表情不一致',
  differHint: name => `可能有人在窃听。不要说任何机密内容，请离开通话，并用其他方式联系 ${name}。`,
  brokenOffTitle: '检查已中断',
  brokenOffHint: name => `${name} 停止了检查，或者连接已断开。目前还不能证明什么。`,
  noAnswerTitle: name => `${name} 没有回应`,
  noAnswerHint: '对方的页面可能已过时，或者没有人看到请求。目前还不能证明什么。',
  cantVerifyTitle: name => `无法检查与 ${name} 的通话`,
  cantVerifyHint: '双方都需要使用相同的通话页面和较新的浏览器。通话会照常继续。',
  verifyAborts: count => `已连续中断 ${count} 次。可能有人想从中介入：不要说任何机密内容。`,
  wantsToVerify: name => `${name} 想检查通话是否私密`,
  compareEmoji: '核对',
  notNow: '以后再说',
  checkAgain: '重新检查',
  verified: '已验证',
  verifiedAs: name => `已验证为 ${name}`,
  notPrivate: '表情不一致',
  keyChanged: '尚未在此设备上验证',
  keyChangedHint: name =>
    `你以前在另一个浏览器中验证过 ${name}。这是一台新设备，或者那个浏览器的数据已被清除。`,
  roomDiffers: name => `${name} 看到的房间成员与你看到的不同。请互相说一说房间里有谁。`,
  forgetPeople: '忘记已验证的人',
  forgetHint: '删除此浏览器为私密通话保存的所有密钥。之后需要重新核对表情。',
  forgotten: '此浏览器没有记住任何人。',
  emojiNames: (
    '狗,猫,狮子,马,独角兽,猪,大象,兔子,熊猫,公鸡,企鹅,乌龟,鱼,章鱼,蝴蝶,花,' +
    '树,仙人掌,蘑菇,地球,月亮,云,火,香蕉,苹果,草莓,玉米,披萨,蛋糕,心,笑脸,机器人,' +
    '礼帽,眼镜,扳手,圣诞老人,竖大拇指,雨伞,沙漏,闹钟,礼物,灯泡,书,铅笔,回形针,剪刀,锁,钥匙,' +
    '锤子,电话,旗帜,火车,自行车,飞机,火箭,奖杯,球,吉他,小号,铃铛,船锚,耳机,文件夹,图钉'
  ).split(','),
};
