import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../src/mail/html.ts';

/** HTML, and the plain words of it. */
const PLAIN: readonly (readonly [html: string, words: string, says?: string])[] = [
  ['<p>One</p><p>Two<br>three', 'One\n\nTwo\nthree'],
  ['<div>One</div><div>Two</div><div><br></div><div>Three</div>', 'One\nTwo\n\nThree'],
  ['a   b\n\tc&nbsp;d &amp; &lt;e&gt; &#8364;', 'a b c\u00a0d & <e> €'],
  ['a<b>b</b>c <i>d</i> <u> e</u>', 'abc d e'],
  ['<ul><li>One<li>Two</ul>x', '- One\n- Two\n\nx'],
  ['<ol start=3><li>One</li><li>Two</li></ol>', '3. One\n4. Two'],
  ['<table><tr><td>a<td>b<tr><td>c<td>d</table>', 'a\tb\nc\td'],
  ['<pre>a\n  b</pre>', 'a\n  b'],
  ['x<hr>y', `x\n${'_'.repeat(32)}\ny`],
  [
    'Ana wrote:<blockquote>What?<blockquote>Older</blockquote></blockquote>No.',
    'Ana wrote:\n>\n> What?\n> >\n> > Older\n\nNo.',
  ],
  ['<a href="https://x.example/">https://x.example</a>', 'https://x.example'],
  ['<a href="https://x.example/a">here</a>', 'here <https://x.example/a>'],
  ['<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
  ['<a href="#x">here</a>, <a name=y>there</a>', 'here, there'],
  ['<a href="https://y.example/"><img src="cid:1" alt="Go"></a>', '[picture: Go] <https://y.example/>'],
  ['see <a href="https://www.x.example/a/b">x.example</a>.', 'see x.example <https://www.x.example/a/b>.'],
  [
    '<a href="https://x.example@evil.example/">x.example</a>',
    'x.example <https://x.example@evil.example/>',
    'links',
  ],
  [
    '<a href="https://evil.example/x.example">www.x.example/a</a>',
    'www.x.example/a <https://evil.example/x.example>',
    'links',
  ],
  [
    '<a href="https://evil.example\\@x.example/">x.example</a>',
    'x.example <https://evil.example\\@x.example/>',
    'links',
  ],
  ['<a href="https://a@b@evil.example">x.example</a>', 'x.example <https://a@b@evil.example>', 'links'],
  ['<a href="//x.example/a">x.example</a>', 'x.example <//x.example/a>', 'links'],
  ['<a href="https://evil.example">x.exa&#8203;mple</a>', 'x.exa\u200bmple <https://evil.example>', 'links'],
  [
    '<a href="https://ex\u0430mple.org">example.org</a>',
    'example.org <https://xn--exmple-4nf.org/>',
    'links',
  ],
  ['<style>p { background: url(https://t.example/x) }</style>a', 'a', 'remote'],
  ['<style>@import "https://t.example/x.css";</style>a', 'a', 'remote'],
  ['<a href="https://evil.example/">a@b.example</a>', 'a@b.example <https://evil.example/>'],
  ['<a href="mailto:c@d.example">a@b.example</a>', 'a@b.example <mailto:c@d.example>', 'links'],
  ['<a href="https://ex\u0430mple.org/\u00e4">here</a>', 'here <https://xn--exmple-4nf.org/%C3%A4>'],
  [
    '<a href="https://ex\u0430mple.org">https://ex\u0430mple.org</a>',
    'https://ex\u0430mple.org <https://xn--exmple-4nf.org/>',
  ],
  ['<a href="javascript:x()">go</a>', 'go <javascript:x()>'],
  ['<a href="https://x.example/ <b>">go</a>', 'go <https://x.example/%20%3Cb%3E>'],
  ['<style>p{}</style><script>x()</script><title>t</title>a<!-- b -->c', 'ac'],
  ['<head><meta><p>Words in the head</p>', 'Words in the head'],
  ['a<span style="display: none">b</span>c', 'a [not shown in the mail: b] c', 'hidden'],
  ['a<span style="DISPLAY:NONE!important">b <i>c</i></span>', 'a [not shown in the mail: b c]', 'hidden'],
  ['a<span hidden>b</span>', 'a [not shown in the mail: b]', 'hidden'],
  ['a<span style="font-size:0px">b</span>', 'a [not shown in the mail: b]', 'hidden'],
  [
    'a<span style="opacity:0">b</span><i style="opacity:0.5">c</i>',
    'a [not shown in the mail: b] c',
    'hidden',
  ],
  ['a<font color="#FFFFFF">b</font>', 'a [not shown in the mail: b]', 'hidden'],
  ['a<span style="color:white">b</span>', 'a [not shown in the mail: b]', 'hidden'],
  ['<td style="background:#00f"><span style="color:#fff">b</span>', 'b'],
  ['<div style="display:none">&nbsp;&#8203;&#847;</div>a', 'a'],
  ['<span style="visibility:hidden">a</span>', '[not shown in the mail: a]', 'hidden'],
  ['<div style="background-image:url(https://t.example/x)">a</div>', 'a', 'remote'],
  ['<img src="//t.example/x">a', 'a', 'remote'],
  ['<img src="data:image/png;base64,AA">a<img src=cid:b>', 'a'],
  ['<link rel=stylesheet href="https://t.example/x.css">a', 'a', 'remote'],
  ['<p>a</p', 'a'],
  ['<<<>>a<', '<<<>>a<'],
  ['', ''],
];

describe('HTML', () => {
  it.each(PLAIN.map(([html, words, says]) => ({ html, words, says })))(
    '$html',
    async ({ html, words, says }) => {
      const { hasHidden, hasRemote, hasOtherLinks, isCut, ...rest } = await plainWords(html);
      expect(rest.words).toBe(words);
      const said = Object.entries({ hidden: hasHidden, remote: hasRemote, links: hasOtherLinks, cut: isCut });
      expect(said.flatMap(([name, isSaid]) => (isSaid ? [name] : []))).toEqual(
        says === undefined ? [] : [says],
      );
    },
  );
});
