import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { plan, problems } from '../lib/scenario.mjs';
import { scenarioIds, scenarioPath } from './drive.mjs';

const scenarios = scenarioIds.map(id => [id, JSON.parse(readFileSync(scenarioPath(id), 'utf8'))]);
const byId = Object.fromEntries(scenarios);

const depth = value => (value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0);

test('Scenarios_OfTheRequirements_AreAllThere', () => {
  const count = kind => scenarios.filter(([, scenario]) => scenario.kind === kind).length;
  assert.deepEqual([count('compatibility'), count('production')], [5, 5]);
});

for (const [id, scenario] of scenarios) {
  test(`Scenario_${id}_FollowsTheSchema`, () => {
    assert.deepEqual(problems(scenario), []);
    assert.equal(scenario.id, id);
  });

  test(`Scenario_${id}_SetsEnoughToCompare`, () => {
    assert.ok(scenario.user.id && scenario.user.email && scenario.user.username);
    assert.ok(new Set(scenario.breadcrumbs.map(({ category }) => category)).size >= 2 && scenario.breadcrumbs.length >= 3);
    assert.ok(Object.keys(scenario.tags).length >= 3);
    assert.ok(Object.values(scenario.tags).some(value => value !== value.toLowerCase()), 'no tag has mixed case');
    assert.ok(Object.keys(scenario.extra).length > 0);
  });
}

test('NestedExtra_HasDepthAndEveryKindOfValue', () => {
  const { extra } = byId['nested-extra'];
  assert.ok(depth(extra.deep) >= 6);
  for (const value of [null, true, false, 0, '']) assert.ok(Object.values(extra.mixed).includes(value));
  assert.deepEqual([extra.mixed.emptyObject, extra.mixed.emptyList], [{}, []]);
  const hostile = Object.values(extra.hostile).join('');
  for (const text of ['<script>', '](https://', '\u001b[31m', ']]>', '\n']) assert.ok(hostile.includes(text));
  assert.ok(!hostile.includes('\0'));
});

test('Plan_BasicError_HasMainThreeRepeatsAndTwoOthers', () => {
  assert.deepEqual(plan(byId['basic-error']).map(({ role }) => role), ['main', 'repeat', 'repeat', 'repeat', 'distinct', 'distinct']);
});

const broken = {
  MisspeltField: scenario => { scenario.tgas = {}; },
  NoId: scenario => { delete scenario.id; },
  UnknownKind: scenario => { scenario.raise.kind = 'magic'; },
  UnknownLevel: scenario => { scenario.level = 'loud'; },
  NumberAsTag: scenario => { scenario.tags.count = 3; },
  KindWithoutItsData: scenario => { scenario.raise = { kind: 'failed-job', queue: 'messages' }; scenario.distinct = 0; },
  NegativeRepeats: scenario => { scenario.repeats = -1; },
  DistinctNotDescribed: scenario => { scenario.distinct = 5; },
  DistinctButTheSame: scenario => { scenario.raise.others[0].message = scenario.raise.message; },
  TableNameWithQuote: scenario => { scenario.raise.table = 'a"; drop table b'; },
};

for (const [name, breakIt] of Object.entries(broken)) {
  test(`Scenario_${name}_IsRefused`, () => {
    const scenario = structuredClone(byId['basic-error']);
    breakIt(scenario);
    assert.notDeepEqual(problems(scenario), []);
  });
}
