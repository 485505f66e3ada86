#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.hpp"

namespace bole::testing {

struct ProgramRun {
  int exit = -1;  // 128 + signal when it was killed
  std::string out{};
  std::string err{};
};

// Runs build/bole to its end as its user does. For program tests, which define BOLE_PROGRAM.
inline ProgramRun run_bole(const std::vector<std::string>& arguments,
                           const std::string& input = "") {
  const TemporaryDirectory directory;
  std::ofstream(directory.at("in"), std::ios::binary) << input;
  std::vector<char*> argv;
  std::string program = BOLE_PROGRAM;
  argv.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const std::string in = directory.at("in");
  const std::string out = directory.at("out");
  const std::string err = directory.at("err");
  const pid_t child = ::fork();
  if (child == 0) {
    const int input_file = ::open(in.c_str(), O_RDONLY);
    const int output_file = ::open(out.c_str(), O_WRONLY | O_CREAT, 0600);
    const int error_file = ::open(err.c_str(), O_WRONLY | O_CREAT, 0600);
    ::dup2(input_file, STDIN_FILENO);
    ::dup2(output_file, STDOUT_FILENO);
    ::dup2(error_file, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const auto read = [](const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read(out), read(err)};
}

}  // namespace bole::testing
