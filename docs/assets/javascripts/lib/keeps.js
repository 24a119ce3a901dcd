// How long and for whom this browser keeps what a page stores: the truth about it, in a sentence.

/** Does each page keep for itself, so that none sees what another one holds? */
export const apart = (protocol, agent) => protocol === "file:" && /Firefox/.test(agent);

/** → a sentence, or "" where nothing needs saying. protocol: location's; agent: navigator.userAgent. */
export function keeps(protocol, agent) {
  const webkit = /AppleWebKit/.test(agent) && !/Chrome|Chromium|CriOS|Android|Edg/.test(agent);
  if (apart(protocol, agent)) return "你是从文件夹里打开的。这个浏览器每一页各存各的：这一页填的，别的页看不到，写好了马上复制或下载。要清除，也要到写过的那一页去清。";
  if (protocol === "file:") return "你是从文件夹里打开的。这台电脑上别的网页文件也可能读到这里存的内容，公用的电脑用完就清除。";
  // Safari, and every browser on an iPhone (CriOS, FxiOS: the same engine)
  if (webkit || /iPhone|iPad/.test(agent)) return "苹果手机和Safari里，7天没打开过的网站，存的内容会被浏览器删掉。要久放的，在“我的案件”里导出一份。";
  return "";
}

/** Browsers inside other apps print and download nothing, and say nothing: a sentence for their readers, or "". agent: navigator.userAgent */
export function inside(agent) {
  const app = /MicroMessenger/i.test(agent) ? "微信" : /\bQQ\//.test(agent) ? "QQ" : "";
  return app ? `你是在${app}里打开的，打印、下载多半没有反应。点右上角的“…”，选“在浏览器打开”。在这里填的不会跟过去，先复制一份留着。` : "";
}

export const CANNOT_FORGET = "没能清除，这个浏览器不让网页动存储。到浏览器的设置里，清除网站数据。";

/** What else must be known once everything is forgotten, or "". wasSession: until then nothing was to stay after the tab was closed. */
export function afterForgetting(protocol, wasSession) {
  return [
    wasSession ? "“关掉就不留”也关了：从现在起，填的内容又会留在这台设备上。公用的设备，到“我的案件”里再按一次“改成关掉就不留”。" : "",
    // this page cannot see what another one kept
    protocol === "file:" ? "你是从文件夹里打开的，有的浏览器（比如Firefox）每一页各存各的：在哪一页写过，就到那一页按“清空”，再选“连案件里的一起删”。" : "",
  ].join("");
}
