#include "accounts/invented_names.hpp"

#include <array>

namespace mortise::accounts {
namespace {

constexpr std::array<std::string_view, 40> given{"Abel",   "Agnes", "Alma",   "Anton",  "Berta", "Boris",  "Carla", "Cesar",
                                                 "Dora",   "Edgar", "Elsa",   "Emil",   "Erik",  "Fanny",  "Felix", "Flora",
                                                 "Frida",  "Gerda", "Gustav", "Hanna",  "Henry", "Irma",   "Ivo",   "Jonas",
                                                 "Judith", "Karla", "Konrad", "Lena",   "Linus", "Lotte",  "Magda", "Moritz",
                                                 "Nadia",  "Oskar", "Paula",  "Quirin", "Rosa",  "Samuel", "Thea",  "Viktor"};
constexpr std::array<std::string_view, 40> family{
    "Abendroth", "Bäcker",  "Castell", "Dunkel",   "Eichhorn", "Färber",  "Gärtner", "Haller",  "Imhof",   "Jäger",
    "Kaufmann",  "Lindner", "Möller",  "Nordhoff", "Özdemir",  "Pfister", "Quast",   "Richter", "Schäfer", "Thiele",
    "Ulmer",     "Vossen",  "Wächter", "Xander",   "Yilmaz",   "Ziegler", "Ågren",   "Brandt",  "Clausen", "Dorn",
    "Ebner",     "Förster", "Grün",    "Hübner",   "Isberg",   "Jansen",  "Krüger",  "Löwe",    "Müller",  "Novák"};

}  // namespace

std::string_view invented_given_name(std::size_t index) { return given[index % given.size()]; }

std::string invented_name(std::size_t index) {
    std::string name{invented_given_name(index)};
    name += ' ';
    return name += family[(index * 7 + index / given.size()) % family.size()];
}

}  // namespace mortise::accounts
