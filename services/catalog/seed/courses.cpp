#include "services/catalog/seed/courses.h"

namespace parley::catalog::seed {
namespace {

// The partner that owns them.
PartnerId Owner() { return PartnerId::Trusted("01900000-0000-7000-8000-000000000001"); }

// 01900000-0000-7000-8000-0000000001NN is a course, …-0000000NNnn the nn-th module of course NN.
CourseId Course(const char* number) { return CourseId::Trusted("01900000-0000-7000-8000-0000000001" + std::string(number)); }
ModuleId Module(const char* number) { return ModuleId::Trusted("01900000-0000-7000-8000-00000001" + std::string(number)); }

domain::Course DialogueFacilitation() {
  return {Course("01"),
          Owner(),
          "Introduction to Dialogue Facilitation",
          "How do people who disagree come to understand each other, and what can a third person do to help? This course begins with what "
          "dialogue is for and how it differs from debate, looks at virtual exchange as a place for it, and then turns to the facilitator: "
          "the principles they hold to, the parts a good session is made of, and the skills that matter when everybody is on a screen. You "
          "practise as you go, with people whose days look nothing like yours. No experience is needed.",
          {"en", "fr", "ar"},
          {"dialogue", "facilitation", "intercultural-communication", "virtual-exchange"},
          "",
          {
              {Module("0101"), "What dialogue is for", "Dialogue, debate, discussion", 1,
               "Think of a conversation that changed how you saw somebody, even a little. What did the other person do, or not do, that "
               "made it "
               "possible? Tell it in a minute or two."},
              {Module("0102"), "Meeting across distance", "Virtual exchange and why it works", 2,
               "What can you say more easily to people far away than to those around you, and what is harder? Give one example of each."},
              {Module("0103"), "The facilitator's principles", "Multipartiality, safety, curiosity", 3,
               "A facilitator takes everybody's side instead of nobody's. When was that hardest for you: in a family, a class, a team? "
               "What would "
               "you do now?"},
              {Module("0104"), "The parts of a session", "Opening, deepening, closing", 4,
               "Choose a question you would open a group's very first meeting with, ask it to us, and say what you hope it does."},
              {Module("0105"), "Facilitating online", "Listening, silence and heat on a screen", 5,
               "Somebody in your online group has gone quiet; two others are getting louder. Show us what you would say, in your own "
               "words, as if "
               "we were the group."},
          }};
}

domain::Course RefugeesInEurope() {
  return {
      Course("02"),
      Owner(),
      "Refugees in Europe",
      "One course, followed together by students who have fled and students who have not, from Europe and from the southern shore of the "
      "Mediterranean. It asks why people leave and by which roads they come, what protection means in law and what it is like to wait for "
      "it, how cities and schools receive newcomers, and how newspapers, films and neighbours tell the story. Facts come from research and "
      "from the records of those concerned; you bring what you know from where you live.",
      {"en", "ar", "fr"},
      {"migration", "refugees", "human-rights", "europe", "mediterranean"},
      "",
      {
          {Module("0201"), "Leaving", "Why people flee, and who may call themselves a refugee", 1,
           "Which word do people around you use for those who arrive: refugee, migrant, guest, something else? What does that word do to "
           "the "
           "person it is used for?"},
          {Module("0202"), "On the way", "Routes, borders and the sea", 2,
           "Take a border you have crossed, or were not allowed to cross. What did it look like, and how did you know on which side you "
           "belonged?"},
          {Module("0203"), "Asking for protection", "Asylum between law and waiting room", 3,
           "Imagine you must tell a stranger, in ten minutes, why you cannot go back home. What would make you feel believed?"},
          {Module("0204"), "Arriving", "Housing, school, work, language", 4,
           "What was the first thing that made a new place feel less strange to you? Or what could somebody in your street do for a person "
           "who "
           "came last month?"},
      }};
}

domain::Course NewcomersAndNationalism() {
  return {
      Course("03"),
      Owner(),
      "Newcomers and Nationalism",
      "Who belongs in Europe, and who decides? In one online classroom, refugee and non-refugee students from both shores of the "
      "Mediterranean look at how nations imagine themselves, what happens to that picture when new people move in, and which answers are "
      "being tried, from the ballot box to the school yard. Each week has readings and films, and a question to answer to each other by "
      "video.",
      {"en", "fr", "ar"},
      {"migration", "nationalism", "belonging", "identity", "europe"},
      "",
      {
          {Module("0301"), "Imagining a nation", "How an us is made, and a them with it", 1,
           "When did you last feel part of an us, and when outside of one? Choose a moment, a song, a match, an office, a street, and tell "
           "us "
           "what drew the line."},
          {Module("0302"), "Newcomers", "What arriving changes, on both sides of the door", 2,
           "Describe a place in your town where newcomers and people who have always been there meet. What happens there, and what does "
           "not?"},
          {Module("0303"), "Belonging in Europe", "Answers to nationalism, old and new", 3,
           "If you could change one thing, a law, a habit, a word, so that somebody you know could belong where they live, what would it "
           "be? "
           "Answer somebody else's idea as well."},
      }};
}

}  // namespace

const std::vector<domain::Course>& Courses() {
  static const std::vector<domain::Course> courses = {DialogueFacilitation(), RefugeesInEurope(), NewcomersAndNationalism()};
  return courses;
}

}  // namespace parley::catalog::seed
