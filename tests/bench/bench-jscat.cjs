// SPDX-License-Identifier: GPL-3.0-or-later
// bench-jscat.cjs FOLDER FILE: the runs of bench-measure FILE by @bdelab/jscat, which npm
// installed in FOLDER; dichotomous banks only. The step after the 10th answer is timed, in CPU time.
const fs = require("fs");
const path = require("path");
const { Cat } = require(path.join(process.argv[2], "node_modules/@bdelab/jscat"));
const bank = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const seen = { picks: [], theta: [], ns: [] };

for (const answers of bank.people) {
  const cat = new Cat({ method: "EAP", itemSelect: "MFI" });
  const stimuli = bank.items.map(([a, d], id) => ({ id, discrimination: a, difficulty: d, guessing: 0, slipping: 1 }));
  let { nextStimulus: item, remainingStimuli: left } = cat.findNextItem(stimuli);
  const picks = [];
  for (let given = 1; given <= 10; given++) {
    picks.push(item.id);
    const start = process.cpuUsage();
    cat.updateAbilityEstimate({ a: item.discrimination, b: item.difficulty, c: 0, d: 1 }, answers[item.id]);
    ({ nextStimulus: item, remainingStimuli: left } = cat.findNextItem(left));
    const spent = process.cpuUsage(start);
    if (given === 10) seen.ns.push(1000 * (spent.user + spent.system));
  }
  seen.picks.push(picks);
  seen.theta.push(cat.theta);
}
console.log(JSON.stringify(seen));
