"use strict";
/**
 * Finds pages for what people type: without spaces, in everyday words, with a slip of the finger.
 *
 * It takes the place of the theme's search worker, for the dialog and for `Coursemark.search`
 * alike. A text is compared by pairs of neighbouring characters, so that it does not matter how a
 * dictionary would have cut it; pairs that stand nowhere on the site count for nothing.
 */
(function () {
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const EXCERPT = 110;
  // Of so many pages so many sections; nobody reads further.
  const PAGES = 30;
  const SECTIONS = 6;
  // Pages that lead to others say every word and answer none; what has passed answers last.
  const LEADING = /^(roles|plan|courses|print|archive|activities|about|glossary|faq\/$|faq\/index)/;
  // Said in every question, so it tells no page from another.
  const ASKING =
    /为什么|怎么办|怎么样|怎么|怎样|如何|什么|能不能|可不可以|要不要|会不会|是不是|行不行|可以|请问|[吗呢吧啊]/g;
  // The usual traditional characters of the subject, each before its simplified one.
  const TRADITIONAL =
    "醫医療疗險险備备異异費费藥药掛挂號号證证處处開开單单規规條条協协議议結结報报銷销轉转診诊檢检審审記记錄录標标準准項项類类國国務务員员長长門门時时間间線线額额預预總总點点資资錢钱" +
    "罰罚責责違违約约騙骗詐诈導导誘诱換换買买賣卖貴贵還还補补辦办續续簽签訂订終终認认識识為为無无與与於于從从個个後后來来會会對对問问題题誰谁讓让請请說说話话應应當当實实際际嚴严過过" +
    "進进這这裡里裏里麼么幾几歲岁兒儿婦妇產产護护術术傷伤車车禍祸壓压癥症腫肿復复學学習习練练試试績绩訓训師师傳传網网絡络電电腦脑碼码數数據据庫库統统籌筹區区縣县鄉乡鎮镇職职動动離离" +
    "養养現现內内給给滿满殘残貧贫難难優优獎奖舉举調调閱阅書书紙纸寫写讀读聯联繫系關关鍵键種种價价負负擔担絕绝幫帮親亲屬属權权級级別别專专業业劑剂針针監监測测圍围";
  const SIMPLIFIED = new Map();
  for (let i = 0; i < TRADITIONAL.length; i += 2) SIMPLIFIED.set(TRADITIONAL[i], TRADITIONAL[i + 1]);

  /** @typedef {{doc: any, page: string, title: string, heading: string, head: string, plain: string, text: string}} Entry */
  /** @typedef {{text: string, weight: number}} Gram */

  /** Letter for letter, so that a place in it is the same place in the text. @param {string} text */
  function fold(text) {
    return text
      .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[A-Z]/g, (c) => c.toLowerCase());
  }

  /** @param {string} html */
  function plain(html) {
    return html
      .replace(/\u200b/g, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&")
      .replace(/\s+/g, " ")
      .trim();
  }

  /** @param {string} text */
  function escape(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  /** 38 as 三十八, as articles are counted. @param {number} n below 100 */
  function chinese(n) {
    const digits = "零一二三四五六七八九";
    const tens = Math.floor(n / 10);
    return `${tens > 1 ? digits[tens] : ""}${tens ? "十" : ""}${n % 10 ? digits[n % 10] : ""}`;
  }

  /** The question in the site's own writing. @param {string} question */
  function wording(question) {
    const text = fold(question)
      .replace(/\p{Script=Han}/gu, (c) => SIMPLIFIED.get(c) ?? c)
      .replace(/令(\d{1,2})(?![\d号])/g, "令第$1号")
      .replace(/发\D?(20\d\d)\D?\s*(\d{1,3})号?/g, "发〔$1〕$2号")
      .replace(/第?\b(\d{1,2})条/g, (_, n) => `第${chinese(Number(n))}条`)
      .replace(/号\s+第/g, "号第");
    const asked = text.replace(ASKING, " ");
    return /[\p{L}\p{N}]/u.test(asked) ? asked : text;
  }

  /** @param {string} question */
  function gramsOf(question) {
    /** @type {Set<string>} */
    const grams = new Set();
    for (const run of wording(question).match(/[\p{L}\p{N}]+/gu) ?? []) {
      const parts = run.match(/[a-z]+|[0-9]+|[^a-z0-9]/g) ?? [];
      parts.forEach((part, i) => {
        if (parts.length === 1 || /[a-z0-9]/.test(part)) grams.add(part);
        if (i + 1 < parts.length) grams.add(part + parts[i + 1]);
        if (i + 2 < parts.length) grams.add(part + parts[i + 1] + parts[i + 2]);
      });
    }
    return grams;
  }

  /** Where a gram stands in a text; a number or a Latin word only as a whole. @param {string} text @param {string} gram */
  function places(text, gram) {
    const found = [];
    for (let at = text.indexOf(gram); at >= 0; at = text.indexOf(gram, at + gram.length)) {
      const cut = (/** @type {string} */ a, /** @type {string} */ b) => /^([a-z]{2}|\d\d)$/.test(a + b);
      if (at > 0 && cut(text[at - 1], gram[0])) continue;
      const end = at + gram.length;
      if (end < text.length && /\d/.test(gram[gram.length - 1]) && cut(gram[gram.length - 1], text[end]))
        continue;
      found.push(at);
    }
    return found;
  }

  /** Text with its matches marked. @param {string} shown @param {string} folded @param {Gram[]} grams @param {number} [width] */
  function marked(shown, folded, grams, width = 0) {
    const hit = new Float32Array(shown.length);
    for (const { text, weight } of grams)
      for (const at of places(folded, text)) for (let i = at; i < at + text.length; i++) hit[i] += weight;
    let from = 0;
    if (width && shown.length > width) {
      let sum = 0;
      let best = -1;
      for (let end = 0; end < shown.length; end++) {
        sum += hit[end] - (end >= width ? hit[end - width] : 0);
        if (sum > best + 1e-3) {
          best = sum;
          from = Math.max(0, end - width + 1);
        }
      }
      // Begin where a sentence does, if one is near.
      const start = shown.slice(Math.max(0, from - 30), from + 1).search(/[。；？！ ][^。；？！ ]*$/);
      if (start >= 0) from = Math.max(0, from - 30) + start + 1;
    }
    const to = width ? Math.min(shown.length, from + width + 30) : shown.length;
    /** @type {Set<string>} */
    const words = new Set();
    let html = from > 0 ? "…" : "";
    for (let i = from; i < to;) {
      let end = i + 1;
      while (end < to && hit[end] > 0 === hit[i] > 0) end++;
      const part = shown.slice(i, end);
      html += hit[i] > 0 ? `<mark data-md-highlight>${escape(part)}</mark>` : escape(part);
      if (hit[i] > 0 && part.length > 1) words.add(part);
      i = end;
    }
    return { html: html + (to < shown.length ? "…" : ""), words };
  }

  /** @param {any[]} docs @returns {Entry[]} */
  function prepare(docs) {
    /** @type {Map<string, string>} */
    const heads = new Map();
    return docs.map((doc) => {
      const page = doc.location.split("#")[0];
      const title = plain(doc.title);
      const heading = fold(title);
      if (!heads.has(page)) heads.set(page, heading);
      const text = plain(doc.text);
      return { doc, page, title, heading, head: heads.get(page) ?? "", plain: text, text: fold(text) };
    });
  }

  /** @param {Entry[]} entries @param {string} question */
  function search(entries, question) {
    /** @type {Map<Entry, {title: boolean, head: boolean, count: number}[]>} */
    const matches = new Map();
    /** @type {Gram[]} */
    const grams = [];
    for (const gram of gramsOf(question)) {
      const n = grams.length;
      let known = 0;
      for (const entry of entries) {
        const title = places(entry.heading, gram).length > 0;
        const head = places(entry.head, gram).length > 0;
        const count = places(entry.text, gram).length;
        if (!title && !head && !count) continue;
        known++;
        let row = matches.get(entry);
        if (!row) matches.set(entry, (row = []));
        row[n] = { title, head, count };
      }
      if (!known) continue;
      const length = (gram.match(/[a-z]+|[0-9]+|./g) ?? []).length;
      grams.push({
        text: gram,
        // A pair that stands once or twice is mostly two words that happen to meet.
        weight:
          Math.log(1 + entries.length / (known + 4)) * (length > 2 ? 0.3 : /^[0-9]+$/.test(gram) ? 0.3 : 1),
      });
    }
    const whole = grams.reduce((sum, { weight }) => sum + weight, 0);
    /** @type {Map<string, any[]>} */
    const pages = new Map();
    for (const [entry, row] of matches) {
      let score = 0;
      let covered = 0;
      row.forEach(({ title, head, count }, n) => {
        const { weight } = grams[n];
        covered += weight;
        score +=
          weight *
          ((title ? 2 : 0) + (head ? 1.5 : 0) + (2 * count) / (count + 0.6 + entry.text.length / 800));
      });
      const rank = (entry.doc.boost ?? 1) * (LEADING.test(entry.page) ? 0.4 : 1);
      const hit = { entry, score: score * Math.sqrt(covered / whole) * rank };
      const group = pages.get(entry.page);
      if (group) group.push(hit);
      else pages.set(entry.page, [hit]);
    }
    const found = [...pages.values()];
    for (const hits of found) {
      hits.sort((a, b) => b.score - a.score);
      if (hits[1]) hits[0].score += 0.2 * hits[1].score;
    }
    found.sort((a, b) => b[0].score - a[0].score);
    const least = found.length ? 0.1 * found[0][0].score : 0;
    return {
      items: found
        .slice(0, PAGES)
        .filter(([best]) => best.score >= least)
        .map(shown),
    };

    /** As the theme's dialog wants it: sections of one page, the page itself among them. @param {any[]} hits */
    function shown(hits) {
      const items = hits
        .slice(0, SECTIONS)
        .filter(({ score }) => score >= least)
        .map(({ entry, score }) => {
          const title = marked(entry.title, entry.heading, grams);
          const text = marked(entry.plain, entry.text, grams, EXCERPT);
          /** @type {Record<string, boolean>} */
          const terms = {};
          for (const word of [...title.words, ...text.words].slice(0, 6)) terms[word] = true;
          return { ...entry.doc, title: title.html, text: text.html && `<p>${text.html}</p>`, score, terms };
        });
      const page = hits[0].entry.page;
      if (!items.some(({ location }) => location === page)) {
        const own = entries.find(({ doc }) => doc.location === page) ?? hits[0].entry;
        items.push({ ...own.doc, location: page, title: escape(own.title), text: "", score: 0, terms: {} });
      }
      return items;
    }
  }

  /** What the theme's worker does, said in its messages. */
  class Engine extends EventTarget {
    constructor() {
      super();
      /** @type {((event: MessageEvent) => void) | null} */
      this.onmessage = null;
      /** @type {any[]} */
      this.docs = [];
      /** @type {Entry[] | null} */
      this.entries = null;
    }

    /** @param {{type: number, data: any}} message */
    postMessage({ type, data }) {
      if (type === SETUP) {
        this.docs = data.docs;
        this.entries = null;
        this.answer({ type: READY });
      } else if (type === QUERY) {
        // Not before somebody searches: most pages are read without.
        if (data.trim() && !this.entries) this.entries = prepare(this.docs);
        this.answer({ type: RESULT, data: data.trim() ? search(this.entries ?? [], data) : { items: [] } });
      }
    }

    /** @param {any} data */
    answer(data) {
      setTimeout(() => {
        const event = new MessageEvent("message", { data });
        this.onmessage?.(event);
        this.dispatchEvent(event);
      });
    }
  }

  globalThis.Worker = new Proxy(globalThis.Worker, {
    construct: (Own, [url, ...rest]) =>
      /\/workers\/search\./.test(String(url)) ? new Engine() : Reflect.construct(Own, [url, ...rest]),
  });
})();
