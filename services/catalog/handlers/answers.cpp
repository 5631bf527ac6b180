#include "services/catalog/handlers/answers.h"

#include "libs/rpc/time.h"

namespace parley::catalog::handlers {

namespace {

void AddPlan(const domain::Run& run, v1::Run& out) {
  for (const domain::PlannedPrompt& prompt : run.prompts) {
    v1::PlannedPrompt& added = *out.add_prompts();
    added.set_prompt_id(prompt.id.text());
    added.set_module_id(prompt.module_id.text());
    added.set_text(prompt.text);
    *added.mutable_open_time() = rpc::ToProto(prompt.open_time);
    if (prompt.close_time) *added.mutable_close_time() = rpc::ToProto(*prompt.close_time);
  }
  for (const domain::PlannedMeeting& meeting : run.meetings) {
    v1::PlannedMeeting& added = *out.add_meetings();
    added.set_planned_meeting_id(meeting.id.text());
    added.set_module_id(meeting.module_id.text());
    *added.mutable_duration() = rpc::ToProto(meeting.duration);
    *added.mutable_window_start_time() = rpc::ToProto(meeting.window_start_time);
    *added.mutable_window_end_time() = rpc::ToProto(meeting.window_end_time);
  }
}

}  // namespace

v1::Course ToProto(const domain::Course& course) {
  v1::Course out;
  out.set_course_id(course.id.text());
  out.set_title(course.title);
  out.set_summary(course.summary);
  for (const std::string& language : course.languages) out.add_languages(language);
  for (const std::string& tag : course.subject_tags) out.add_subject_tags(tag);
  out.set_partner_id(course.partner_id.text());
  out.set_mooc_url(course.mooc_url);
  for (const domain::Module& module : course.modules) {
    v1::Module& added = *out.add_modules();
    added.set_module_id(module.id.text());
    added.set_title(module.title);
    added.set_subtheme(module.subtheme);
    added.set_week(module.week);
    added.set_prompt_text(module.prompt_text);
  }
  return out;
}

v1::Run ToProto(const domain::Run& run) {
  v1::Run out;
  out.set_run_id(run.id.text());
  out.set_course_id(run.course_id.text());
  out.set_title(run.title);
  out.set_format(static_cast<v1::Run::Format>(run.format));
  out.set_state(static_cast<v1::Run::State>(run.state));
  *out.mutable_start_time() = rpc::ToProto(run.start_time);
  *out.mutable_end_time() = rpc::ToProto(run.end_time);
  out.set_time_zone(run.time_zone);
  out.set_capacity(run.capacity);
  out.set_enrolled_count(run.enrolled_count);
  out.mutable_group_size()->set_min_present(run.group_size.min_present);
  out.mutable_group_size()->set_max_present(run.group_size.max_present);
  for (const std::string& language : run.working_languages) out.add_working_languages(language);
  *out.mutable_video_limits()->mutable_min_duration() = rpc::ToProto(run.video_limits.min_duration);
  *out.mutable_video_limits()->mutable_max_duration() = rpc::ToProto(run.video_limits.max_duration);
  out.mutable_video_limits()->set_max_size_bytes(run.video_limits.max_size_bytes);
  AddPlan(run, out);
  out.set_plenary_group_id(run.plenary_group_id.text());
  out.set_partner_id(run.partner_id.text());
  *out.mutable_create_time() = rpc::ToProto(run.create_time);
  out.set_etag(domain::Etag(run));
  return out;
}

v1::Enrolment ToProto(const domain::Enrolment& enrolment) {
  v1::Enrolment out;
  out.set_enrolment_id(enrolment.id.text());
  out.set_run_id(enrolment.run_id.text());
  out.set_user_id(enrolment.user_id.text());
  out.set_state(static_cast<v1::Enrolment::State>(enrolment.state));
  *out.mutable_create_time() = rpc::ToProto(enrolment.create_time);
  out.set_run_title(enrolment.run_title);
  return out;
}

v1::ExpressionOfInterest ToProto(const domain::Interest& interest) {
  v1::ExpressionOfInterest out;
  out.set_interest_id(interest.id.text());
  out.set_locale(interest.locale);
  for (const CourseId& course_id : interest.course_ids) out.add_course_ids(course_id.text());
  for (const domain::Format format : interest.formats) out.add_formats(static_cast<v1::Run::Format>(format));
  for (const std::string& language : interest.languages) out.add_languages(language);
  for (const std::string& topic : interest.topics) out.add_topics(topic);
  out.set_state(static_cast<v1::ExpressionOfInterest::State>(interest.state));
  *out.mutable_create_time() = rpc::ToProto(interest.create_time);
  return out;
}

v1::Offer ToProto(const domain::Offer& offer, const domain::Run& run, absl::Time now) {
  v1::Offer out;
  out.set_state(static_cast<v1::Offer::State>(domain::StateAt(offer, now)));
  *out.mutable_run() = ToProto(run);
  *out.mutable_expire_time() = rpc::ToProto(offer.expire_time);
  out.set_display_name(offer.display_name);
  out.set_country(offer.country);
  return out;
}

}  // namespace parley::catalog::handlers
