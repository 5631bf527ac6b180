import type { Schemas } from './contract';
import { get, post } from './http';
import type { Page, Prompt, Video } from './types';

interface Videos {
  videos?: Video[];
  nextPageToken?: string;
}

export type NewVideo = Pick<Schemas['exchange.CreateVideoRequest'], 'promptId' | 'replyToVideoId'> & { sizeBytes: string; mediaType: string };

export async function listPrompts(runId: string): Promise<Prompt[]> {
  const answer = await get('/v1/runs/{run_id}/prompts', { path: { run_id: runId }, query: { pageSize: 100 } });
  return answer.prompts ?? [];
}

export function getPrompt(promptId: string): Promise<Prompt> {
  return get('/v1/prompts/{prompt_id}', { path: { prompt_id: promptId } });
}

export function createVideo(video: NewVideo, requestId: string): Promise<Video> {
  return post('/v1/videos', { body: video, requestId });
}

export function getVideo(videoId: string): Promise<Video> {
  return get('/v1/videos/{video_id}', { path: { video_id: videoId } });
}

export async function listVideos(groupId: string, promptId: string, pageToken = '', pageSize = 12): Promise<Page<Video>> {
  return page(await get('/v1/groups/{group_id}/videos', { path: { group_id: groupId }, query: { promptId, pageSize, pageToken } }));
}

export async function listReplies(videoId: string, pageToken = ''): Promise<Page<Video>> {
  return page(await get('/v1/videos/{video_id}/replies', { path: { video_id: videoId }, query: { pageSize: 20, pageToken } }));
}

export async function listMyVideos(runId: string, pageToken = ''): Promise<Page<Video>> {
  return page(await get('/v1/runs/{run_id}/videos:mine', { path: { run_id: runId }, query: { pageSize: 50, pageToken } }));
}

export function withdrawVideo(videoId: string, requestId?: string): Promise<Video> {
  return post('/v1/videos/{video_id}:withdraw', { path: { video_id: videoId }, requestId });
}

function page(answer: Videos): Page<Video> {
  return { items: answer.videos ?? [], nextPageToken: answer.nextPageToken ?? '' };
}
