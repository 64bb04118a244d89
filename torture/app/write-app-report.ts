/** Plays the life of a finding once more, with a picture of each step, and writes the page about it. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { writeFile } from '../../files/write-file.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { judgeApp } from './judge-app.ts';
import type { AppRule } from './page-rules.ts';
import type { Step } from './played-app.ts';
import { renderAppReport } from './report/render-report.ts';
import type { StepPicture } from './report/report-facts.ts';
import { type AppFinding, isSameFinding, type Lane } from './search-app.ts';

export interface ReportParts {
  readonly app: string;
  readonly finding: AppFinding;
  readonly rules: readonly AppRule[];
  readonly seed: number;
  readonly command: string;
  readonly lane: Lane;
  readonly lives: number;
  /** The API status that a text of the app means. */
  readonly toStatus: (text: string) => string | undefined;
}

/** A page with more is too long to be read. */
const maxPictures = 30;

/** The file that a place means: a page, or one in a folder. */
function toReportFile(place: string): string {
  const isFolder = existsSync(place) ? statSync(place).isDirectory() : !/\.html?$/i.test(place);
  return isFolder ? join(place, 'torture.html') : place;
}

/** @returns the file that was written */
export async function writeAppReport(place: string, parts: ReportParts): Promise<string> {
  const { finding, lane, rules } = parts;
  const pictures: StepPicture[] = [];
  const played = await lane.play(finding.played.life.plan, async (step) => {
    if (pictures.length < maxPictures || step.moment === 'end')
      pictures.push(await takePicture(step, parts.toStatus(step.text)));
  });
  const broken = judgeApp(played.life, rules);
  const isRepeated = isSameFinding(broken, finding.broken);
  const { life, createLink } = isRepeated ? played : finding.played;
  const file = toReportFile(place);
  mkdirSync(dirname(file), { recursive: true });
  await writeFile(
    file,
    renderAppReport(
      {
        ...parts,
        broken: isRepeated ? broken : finding.broken,
        life,
        link: createLink(),
        simplerLives: finding.simplerLives,
        pictures,
        isRepeated,
      },
      loadShippedSpec().lifeCycle.apiStatuses,
    ),
  );
  return file;
}

async function takePicture(
  { page, at, tab, moment, text }: Step,
  status: string | undefined,
): Promise<StepPicture> {
  const patience = 5000;
  const options = { type: 'jpeg', quality: 60, animations: 'disabled', timeout: patience } as const;
  const image = await page.screenshot(options).catch(() => undefined);
  return {
    at,
    tab,
    text,
    ...(status === undefined ? {} : { status }),
    ...(moment === undefined ? {} : { moment }),
    ...(image === undefined ? {} : { image: image.toString('base64') }),
  };
}
