/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page on the phones of the room. No framework, and nothing newer than browsers of 2012 know.
 * What is chosen is kept here first and sent until the server has it, so sleep and bad Wi-Fi lose
 * nothing. The server decides; this page only shows.
 */
(function () {
  'use strict';
  var POLL = 2000, memory = {};
  var words = {}, dir = 'ltr', state = null, shown = '', timer = null, asking = false, sending = false;
  var main = document.getElementById('main'), status = document.getElementById('status');
  var select = document.getElementById('lang');

  /* What must survive sleep and a reload; without storage (private windows) at least until then. */
  function get(name) {
    if (memory.hasOwnProperty(name)) return memory[name];
    try { var text = window.localStorage.getItem('wf-' + name); return text ? JSON.parse(text) : null; }
    catch (e) { return null; }
  }
  function put(name, value) {
    try {
      if (value === null) window.localStorage.removeItem('wf-' + name);
      else window.localStorage.setItem('wf-' + name, JSON.stringify(value));
      delete memory[name];
    } catch (e) { memory[name] = value; }
  }

  function ask(method, path, token, body, done) {
    var request = new XMLHttpRequest(), over = false;
    function end(code) {
      var answer = null;
      if (over) return;
      over = true;
      try { answer = JSON.parse(request.responseText); } catch (e) { answer = null; }
      done(code, answer);
    }
    request.open(method, path, true);
    request.timeout = 8000;
    request.onload = function () { end(request.status); };
    request.onerror = request.ontimeout = request.onabort = function () { end(0); };
    if (token) request.setRequestHeader('X-Workshop', token);
    if (body) request.setRequestHeader('Content-Type', 'application/json');
    try { request.send(body ? JSON.stringify(body) : null); } catch (e) { end(0); }
  }

  function word(id) { return words[id] || ''; }
  function say(text) { if (status.textContent !== text) status.textContent = text; }
  function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }
  function make(name, text, className) {
    var node = document.createElement(name);
    if (className) node.className = className;
    /* A text in another language comes as [text, language]. */
    if (text && typeof text !== 'string') {
      node.lang = text[1];
      node.dir = /^(ar|fa|he|ps|ur|ckb|sd|ug|yi)/.test(text[1]) ? 'rtl' : 'ltr';
      text = text[0];
    }
    if (text) node.textContent = text;
    return node;
  }
  function add(parent, name, text, className) {
    return text || name !== 'p' ? parent.appendChild(make(name, text, className)) : null;
  }

  function language() {
    return get('lang') || (navigator.languages && navigator.languages[0]) || navigator.language ||
      navigator.userLanguage || 'en';
  }
  function plain(tag) { return String(tag).replace(/[^A-Za-z0-9-]/g, '').slice(0, 30) || 'en'; }

  function fetchWords(then) {
    ask('GET', '/words?l=' + plain(language()), null, null, function (code, answer) {
      if (code !== 200 || !answer) {
        say(word('lost'));
        window.setTimeout(function () { fetchWords(then); }, POLL);
        return;
      }
      words = answer.words;
      dir = answer.dir;
      document.documentElement.lang = answer.lang;
      document.documentElement.dir = dir;
      document.title = word('join-title');
      document.getElementById('hands').textContent = word('show-of-hands');
      document.getElementById('lang-label').textContent = word('language');
      clear(select);
      answer.languages.forEach(function (pair) {
        var option = make('option', pair[1]);
        option.value = pair[0];
        option.lang = pair[0];
        option.selected = pair[0] === answer.lang;
        select.appendChild(option);
      });
      document.getElementById('foot').hidden = false;
      shown = '';
      then();
    });
  }

  /* Every keyboard's digits. */
  function digits(text) {
    return text.replace(/[\u0660-\u0669]/g, function (d) { return d.charCodeAt(0) - 0x660; })
      .replace(/[\u06f0-\u06f9]/g, function (d) { return d.charCodeAt(0) - 0x6f0; })
      .replace(/[\u0966-\u096f]/g, function (d) { return d.charCodeAt(0) - 0x966; })
      .replace(/[^0-9]/g, '').slice(0, 6);
  }

  function showJoin() {
    var form = make('form'), label, input, button;
    state = null;
    shown = 'join';
    clear(main);
    add(main, 'h1', word('join-title'));
    label = add(form, 'label', word('join-code'));
    label.htmlFor = 'code';
    input = add(form, 'input');
    input.id = 'code';
    input.setAttribute('inputmode', 'numeric');
    input.setAttribute('autocomplete', 'off');
    input.maxLength = 12;
    input.dir = 'ltr';
    button = add(form, 'button', word('join'), 'main');
    button.type = 'submit';
    add(form, 'p', word('no-name'));
    form.onsubmit = function () {
      put('code', digits(input.value));
      join(true);
      return false;
    };
    main.appendChild(form);
  }

  function join(isAsked) {
    var code = get('code');
    if (!code || code.length !== 6) {
      if (shown !== 'join') showJoin();
      if (isAsked) say(word('wrong-code'));
      return;
    }
    say(word('sending'));
    ask('POST', '/join', 'join', { code: code }, function (status, answer) {
      if (status === 200 && answer && answer.token) {
        put('token', answer.token);
        say('');
        poll();
      } else if (status === 410) {
        showEnd();
      } else if (status === 403 || status === 409) {
        if (status === 403) put('code', null);
        if (shown !== 'join') showJoin();
        say(word(status === 403 ? 'wrong-code' : 'full'));
        if (status === 409) later(join);
      } else {
        if (shown !== 'join') showJoin();
        say(word(status === 0 ? 'lost' : 'busy'));
        later(join);
      }
    });
  }

  function showEnd() {
    shown = 'end';
    clear(main);
    add(main, 'h1', word('ended'));
    say('');
    ['token', 'code', 'vote', 'ideas'].forEach(function (name) { put(name, null); });
  }

  function later(what) {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { what(); }, POLL);
  }

  function poll() {
    var token = get('token');
    window.clearTimeout(timer);
    if (asking || shown === 'end') return;
    if (!token) { join(false); return; }
    asking = true;
    ask('GET', '/state?l=' + plain(language()) + (state ? '&v=' + state.v : ''), token, null,
      function (code, answer) {
        asking = false;
        if (code === 403) { put('token', null); state = null; join(false); return; }
        if (code === 200 && answer) { state = answer; show(); }
        if (code === 200 || code === 204) {
          sendAll();
          /* An answer to a question that is over is not sent, and waits no more. */
          if (!waits() && ['lost', 'busy', 'offline'].some(function (id) {
            return status.textContent === word(id);
          })) say('');
        } else {
          say(word(code === 0 ? (waits() ? 'offline' : 'lost') : 'busy'));
        }
        if (state && state.ended) { showEnd(); return; }
        later(poll);
      });
  }

  function waits() { return get('vote') || (get('ideas') || []).length; }
  function isNow(item) { return state && item.slide === state.slide && item.round === state.round; }
  function chosen() {
    var vote = get('vote');
    return vote && isNow(vote) ? vote.choices : state.mine || [];
  }

  function sendAll() {
    var vote = get('vote'), ideas = get('ideas') || [];
    if (sending || !state) return;
    if (vote && !isNow(vote)) { put('vote', null); vote = null; say(word('too-late')); }
    if (vote) {
      send('/vote', vote, function (code) {
        var now = get('vote');
        if (code === 200 && state && isNow(vote)) { state.mine = vote.choices; say(word('in')); }
        if (now && JSON.stringify(now) === JSON.stringify(vote)) put('vote', null);
        if (code === 409) say(word('closed'));
      });
    } else if (ideas.length) {
      send('/idea', ideas[0], function (code) {
        put('ideas', (get('ideas') || []).slice(1));
        say(word(code === 200 ? 'idea-in' : 'idea-no'));
      });
    }
  }

  /* A sure answer, good or bad, ends the sending; anything else is tried again. */
  function send(path, body, done) {
    sending = true;
    say(word('sending'));
    ask('POST', path, get('token'), body, function (code) {
      sending = false;
      if (code === 200 || code === 400 || code === 409 || code === 410) {
        done(code);
        if (code !== 200) { show(true); poll(); }
        sendAll();
      } else if (code === 403) {
        put('token', null);
        join(false);
      } else {
        say(word(code === 0 ? 'offline' : 'busy'));
        later(poll);
      }
    });
  }

  function vote(choices) {
    put('vote', { slide: state.slide, round: state.round, choices: choices });
    show(true);
    sendAll();
  }

  function toggle(id) {
    var now = chosen(), at = now.indexOf(id);
    if (!state.many) return vote(at >= 0 ? [] : [id]);
    vote(at >= 0 ? now.filter(function (other) { return other !== id; }) : now.concat([id]));
  }

  function press(parent, text, isOn, act, id) {
    var button = add(parent, 'button', text);
    button.type = 'button';
    button.id = id;
    button.setAttribute('aria-pressed', isOn ? 'true' : 'false');
    button.disabled = !state.open;
    button.onclick = act;
    return button;
  }

  /* Two rows; the place on the map is sent when both were chosen. */
  function showMap() {
    var now = chosen()[0] || '', place = get('place'), x, y;
    if (!place || !isNow(place)) place = { slide: state.slide, round: state.round, x: 0, y: 0 };
    x = now ? +now.charAt(1) : place.x;
    y = now ? +now.charAt(3) : place.y;
    [['x', x], ['y', y]].forEach(function (row) {
      var set = add(main, 'fieldset');
      add(set, 'legend', word('map-' + row[0]));
      [1, 2, 3, 4, 5].forEach(function (step) {
        press(set, word('map-' + row[0] + step), step === row[1], function () {
          place.x = row[0] === 'x' ? step : x;
          place.y = row[0] === 'y' ? step : y;
          put('place', place);
          if (place.x && place.y) vote(['x' + place.x + 'y' + place.y]);
          else show(true);
        }, row[0] + step);
      });
    });
    if (!x || !y) add(main, 'p', word('map-both'));
  }

  function showChoices() {
    var now = chosen(), heading = '';
    if (state.kind === 'ideas') add(main, 'h2', word('ideas'));
    if (state.many) add(main, 'p', word('choose-many'));
    state.choices.forEach(function (choice) {
      if (choice.heading && JSON.stringify(choice.heading) !== heading) {
        heading = JSON.stringify(choice.heading);
        add(main, 'h2', choice.heading);
      }
      press(main, choice.label, now.indexOf(choice.id) >= 0, function () { toggle(choice.id); },
        'c-' + choice.id);
    });
  }

  function showIdeaForm() {
    var form = make('form'), label = add(form, 'label', word('idea')), area = add(form, 'textarea'), button;
    label.htmlFor = area.id = 'idea';
    area.maxLength = 140;
    area.rows = 3;
    area.dir = 'auto';
    button = add(form, 'button', word('send'), 'main');
    button.type = 'submit';
    button.disabled = area.disabled = !state.open;
    form.onsubmit = function () {
      var text = area.value.replace(/\s+/g, ' ').trim();
      if (!text) return false;
      put('ideas', (get('ideas') || []).concat([{ slide: state.slide, round: state.round, text: text,
        nonce: String(Math.random()).slice(2) + String(new Date().getTime()) }]));
      area.value = '';
      sendAll();
      return false;
    };
    main.appendChild(form);
  }

  function placeName(id) { return word('map-x' + id.charAt(1)) + ' \u00b7 ' + word('map-y' + id.charAt(3)); }

  function showResults() {
    var list, most = 1;
    if (state.few) { add(main, 'p', word('few')); return; }
    if (!state.results) return;
    add(main, 'h2', word('results'));
    list = add(main, 'ul');
    state.choices.forEach(function (choice) { most = Math.max(most, choice.count || 0); });
    state.choices.forEach(function (choice) {
      var item, bar;
      if (state.kind === 'map' && !choice.count) return;
      item = add(list, 'li');
      item.appendChild(make('span', state.kind === 'map' ? placeName(choice.id) : choice.label));
      item.appendChild(document.createTextNode(' '));
      add(item, 'span', String(choice.count || 0), 'count');
      bar = add(item, 'span', '', 'bar');
      bar.style.width = Math.round(100 * (choice.count || 0) / most) + '%';
      bar.setAttribute('aria-hidden', 'true');
    });
  }

  function showKnown() {
    if (state.evidence) {
      add(main, 'h2', word('evidence'));
      add(main, 'p', state.verdict, 'count');
      add(main, 'p', state.evidence);
      add(main, 'p', state['as-of']);
    }
    if (state.why) {
      add(main, 'h2', word('why'));
      state.choices.forEach(function (choice) {
        if (choice.id === state.good) add(main, 'p', choice.label, 'count');
      });
      add(main, 'p', state.why);
    }
  }

  function showList() {
    var list = add(main, 'ul'), heading = '';
    state.choices.forEach(function (choice) {
      var item;
      if (choice.heading && JSON.stringify(choice.heading) !== heading) {
        heading = JSON.stringify(choice.heading);
        add(add(list, 'li'), 'strong', choice.heading);
      }
      item = add(list, 'li');
      item.appendChild(document.createTextNode(choice.done ? '\u2713 ' : '\u2022 '));
      item.appendChild(make('span', choice.label));
    });
  }

  /* Draws only what changed, so that a reader keeps its place and a half-written idea stays. */
  function show(force) {
    var key = state.slide + ' ' + state.round + ' ' + document.documentElement.lang;
    var text = JSON.stringify([state, chosen(), document.documentElement.lang]);
    var isOther = shown.split('|')[0] !== key, focus = document.activeElement, id, idea;
    if (state.ended) return;
    text = key + '|' + text.replace(/"v":"[^"]*",/, '');
    if (shown === text && !force) return;
    id = focus && main.contains(focus) ? focus.id : '';
    idea = document.getElementById('idea');
    idea = !isOther && idea ? idea.value : '';
    shown = text;
    main.setAttribute('data-slide', state.slide);
    main.setAttribute('data-v', state.v);
    clear(main);
    if (state.title) add(main, 'h1', state.title);
    if (state.text) add(main, state.title ? 'p' : 'h1', state.text);
    if (state.private) add(main, 'p', word('private'), 'count');
    if (state.question) {
      if (!state.open) add(main, 'p', word('closed'));
      if (state.kind === 'map') showMap(); else showChoices();
    } else if (state.takesIdeas) {
      showIdeaForm();
    } else {
      if (state.choices.length) showList();
      add(main, 'p', word('look-up'));
    }
    showResults();
    showKnown();
    if (idea && document.getElementById('idea')) document.getElementById('idea').value = idea;
    focus = id && document.getElementById(id);
    if (focus) focus.focus();
    else if (isOther && id) main.focus();
    if (isOther && !waits()) say('');
    document.title = (state.title && [].concat(state.title)[0]) || word('join-title');
  }

  select.onchange = function () {
    put('lang', select.value);
    state = null;
    fetchWords(function () {
      if (get('token')) { asking = false; poll(); } else { showJoin(); }
    });
  };
  /* The phone woke up, or the network is back. */
  ['online', 'pageshow', 'focus'].forEach(function (name) {
    window.addEventListener(name, function () { if (shown && shown !== 'join') poll(); }, false);
  });
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden && shown && shown !== 'join') poll();
  }, false);

  (function begin() {
    var inPath = digits(window.location.pathname);
    /* A new code on the wall is a new workshop: what is kept here was for the old one. */
    if (inPath.length === 6 && inPath !== get('code')) {
      ['token', 'vote', 'ideas', 'place'].forEach(function (name) { put(name, null); });
      put('code', inPath);
    }
    fetchWords(poll);
  }());
}());
