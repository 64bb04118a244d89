// The random part of the corpus, with a fixed seed: random combinations of legal parts.
// @ts-check
// biome-ignore-all format: rows of short values

/** @typedef {import('./corpus.mjs').Draft} Draft */

const own = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const S = '/api/v1/enrichment/submit/';
const C = '/api/v1/enrichment-control/';
const J = `/api/v1/enrichment/status/${own}/`;

let seed = 20260506;
/** @param {number} limit */
function draw(limit) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % limit;
}
/** @template T @param {readonly T[]} all @returns {T} */
const pick = (all) => /** @type {T} */ (all[draw(all.length)]);
/** @param {readonly string[]} all @param {number} max */
const many = (all, max) => Array.from({ length: draw(max + 1) }, () => pick(all)).join('');
/** @param {string} text */
const utf8 = (text) => Buffer.from(text).toString('latin1');

/** @type {readonly (() => Draft)[]} */
const kinds = [
  // accept
  () => ({ method:'GET',target:J,headers:[['Accept',many(['application','/','json','*','text','html',';',',',' ','indent','=','4','q','0.5','"','\\','charset','utf-8',"''",'*=','+','.','\xe9','\xa0','\x85',"utf-8''%C3",'bogus','application/json','*/*','; indent=2','\t','(','%34'],9)]],body:''}),
  // auth
  () => ({ method:'GET',target:J,token:null,headers:[['Authorization',many(['Bearer','bearer',' ','alice-token','\t',',','"','=',':','bob-token','\xa0','\xe9','Basic','~','x'],5)]],body:''}),
  // path
  () => ({ method:pick(['GET','POST','OPTIONS','HEAD']),target:'/'+many(['api/v1/enrichment/','status','/','result/',own,'%2F','%2f','%','%61','api','v1','backend/','?','#',';','..','.','enrichment-control','%00','%C3%A9','%e9','&','=','a','+','%20','%25','~',"'",'*','!','(',':','@','$'],8),body:''}),
  // slash
  () => ({ method:pick(['GET','POST']),target:J.slice(0,-1).replace('status',pick(['status','st%61tus','statu%73']))+'?'+many(['a','=','&','%41','%zz','%','+','-','"','<','>','[',']','{','}','|','\\','^','`',"'",'~','!','*','(',')',';',':','@','$',',','/','?','#','%C3%A9','%e9'],10),body:''}),
  // query
  () => ({ method:'GET',target:`/api/v1/enrichment/result/${own}/?`+pick(['page','page_size','report_type','format'])+'='+many(['0','1','9','+','-','_','.','%20','e','%EF%BC%91','%D9%A3','json','csv','x','&page=','&page_size=','%00','%0A','%09','%E2%80%83','%1C','%C2%85','%EF%BB%BF','00'],5),body:''}),
  // form
  () => ({ method:'POST',target:pick([S,C]),headers:[['Content-Type','application/x-www-form-urlencoded'+pick(['','','; charset=utf-8','; charset=latin-1','; charset=ascii'])]],body:many(['records','[0]','[1]','.a','a','=','&','category','action','csv_file_id','x','%41','%','%zz','%C3%A9','\xc3\xa9','\xe9','%e9','+','contact','criteria','.','[',']','pause',own,'%00','%F0%9F%98%80','%ED%A0%80','%E2%82',' ','\n'],12)}),
  // ctype
  () => ({ method:'POST',target:pick([S,C]),headers:[['Content-Type',many(['application','/','json','*','multipart/form-data','form-data',';','boundary','=','X','"','\\','charset','utf-8','latin-1','text/plain',',','application/json','application/x-www-form-urlencoded',"'",'\xe9','\xa0','*=',"latin-1''",'%61','ascii'],7)]],body:pick(['{}','a=b','--X\r\nContent-Disposition: form-data; name="action"\r\n\r\nx\r\n--X--\r\n',''])}),
  // multi
  () => ({ method:'POST',target:C,headers:[['Content-Type','multipart/form-data; boundary=X'+pick(['','','; charset=latin-1','Y'])]],body:Array.from({length:1+draw(3)},()=>many(['--X','\r\n','\n','--'],1)+'--X\r\n'+many(['Content-Disposition: ','content-disposition:','form-data','; name="action"','; name=action','; name="csv_file_id"','; filename="a.txt"','; filename=""',"; name*=utf-8''action","; filename*=latin-1''%E9","; x*=ascii''%41",'\xc2\xa0','\xe9','\\"',';','\r\n','Content-Type: text/plain','Content-Transfer-Encoding: base64','=','"',' ','x','; filename="a/b.txt"'],8)+pick(['\r\n\r\n','\r\n\r\n','\r\n','\n\n'])+many(['x','eA==','\r\n','\n','\r','\xe9','\xc3\xa9','--','-','X','--X','=', 'y', ' '],6)+pick(['\r\n','\r\n','\n',''])).join('')+pick(['--X--\r\n','--X--','--X','','X'])}),
  // multi2
  () => ({ method:'POST',target:C,headers:[['Content-Type','multipart/form-data; boundary=X']],body:`--X\r\nContent-Disposition: form-data; name="action"${pick(['','; filename="a.txt"'])}\r\n${pick(['','Content-Transfer-Encoding: base64\r\n'])}\r\n${many(['e','A','=','H','+','/','-','\r\n',' ','\xff','ab'],9)}\r\n--X--\r\n`}),
  // fname
  () => ({ method:'POST',target:C,headers:[['Content-Type','multipart/form-data; boundary=X']],body:`--X\r\nContent-Disposition: form-data; name="action"; filename="${many(['a','.','..','/','\\','\\\\','\\"',';','&amp;','&lt','&#47;','&#x5c;','&','#',' ','\xe9','\xc3\xa9','%20','txt',"'",'=','&nbsp;','&#x','8','1','&#','\xc2\xad','\xe2\x80\xa8','\x01','&quot'],6)}"\r\n\r\nx\r\n--X--\r\n`}),
  // uuid
  () => {
    const bare = own.replaceAll('-', '');
    let id = pick([own, bare]);
    for (let count = draw(3); count >= 0; count -= 1) {
      const at = draw(id.length + 1);
      const sign = pick(['-', '{', '}', 'urn:', 'uuid:', '_', '+', ' ', '0x', 'g', '', '１', '\u0664', '\t']);
      id = id.slice(0, at) + sign + id.slice(at + pick([0, 0, 1, 2]));
    }
    const body = utf8(JSON.stringify({ csv_file_id: id, action: 'pause' }));
    return { method: 'POST', target: C, type: 'application/json', body };
  },
  // value
  () => {
    const plain = ['1', '-1', '1.5', '1e16', '1e15', '123456.789', '1e-7', '0.1', 'null', 'true', '"a"', '"\'"', '"\\""', '"\\\\"', '"\\n\\t\\r\\u0000\\u00a0\\u2028\\u3000\\u200b\\ue000\\ud83d\\ude00"', '[]', '{}', '"é漢"', '1E400', '12345678901234567890', '"\\ufeff"', '"\\u0378"'];
    /** @param {number} depth @returns {string} */
    const value = (depth) => {
      const kind = depth > 2 ? 0 : draw(3);
      if (kind === 0) return pick(plain);
      return kind === 1 ? `[${value(depth + 1)},${value(depth + 1)}]` : `{"k":${value(depth + 1)},"l'":${value(depth + 1)}}`;
    };
    const one = pick(['"action"', '"category"', '"records"', '"criteria"', '"csv_file_id"']);
    const other = pick(['"action"', '"category"', '"records"', '"criteria"']);
    return { method: 'POST', target: pick([C, S]), type: 'application/json', body: utf8(`{${one}:${value(0)},${other}:${value(0)}}`) };
  },
];

/** As many of each kind as the rarer combinations need. */
export const randomRequests = kinds.flatMap((kind) => Array.from({ length: 300 }, kind));
