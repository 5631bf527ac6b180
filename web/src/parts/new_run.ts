import type { Course, NewRun, PlannedPrompt, RunFormat } from '../api/types';
import { durationOf } from '../api/values';

export interface Plan {
  course: Course;
  // By video when absent. Of meetings, the server lays those that the format needs.
  format?: RunFormat;
  title: string;
  start: Date;
  timeZone: string;
  capacity: number;
  minutes: number;
  languages: string[];
  // One a module, in order.
  questions: string[];
  // All open when the run starts; otherwise each in its module's week, which the server lays out.
  atOnce: boolean;
}

export function newRun(plan: Plan): NewRun {
  const startTime = plan.start.toISOString();
  return {
    courseId: plan.course.courseId,
    title: plan.title.trim(),
    format: plan.format ?? 'FORMAT_ASYNCHRONOUS',
    startTime,
    timeZone: plan.timeZone,
    capacity: plan.capacity,
    workingLanguages: [...plan.languages],
    videoLimits: { maxDuration: durationOf(plan.minutes * 60) },
    ...(plan.format === 'FORMAT_SYNCHRONOUS' ? {} : { prompts: prompts(plan, startTime) }),
  };
}

function prompts(plan: Plan, startTime: string): PlannedPrompt[] {
  return (plan.course.modules ?? []).map((module, i) => ({
    moduleId: module.moduleId,
    text: (plan.questions[i] ?? '').trim(),
    ...(plan.atOnce ? { openTime: startTime } : {}),
  }));
}

// The languages offered to choose from: the course's, and those of the app.
export function speakable(course: Course | undefined): string[] {
  return [...new Set([...(course?.languages ?? []), 'en', 'ar', 'fr', 'es'])];
}
